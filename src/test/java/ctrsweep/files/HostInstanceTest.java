package ctrsweep.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostInstanceTest {
    @TempDir
    Path processes;

    @BeforeEach
    void boot() throws IOException {
        Files.createDirectories(processes.resolve("4711/ns"));
        Files.createDirectories(processes.resolve("1"));
        Files.createDirectories(processes.resolve("sys/kernel/random"));
        Files.createSymbolicLink(processes.resolve("self"), Path.of("4711"));
        boot("5a8f");
        namespace("pid:[4026531836]");
    }

    @Test
    void isTheSameForAllProcessesOfANamespaceUntilItsHostStartsAgain() throws IOException {
        String first = HostInstance.ofLinux(processes, 4711).orElseThrow();
        assertThat(first).matches("[0-9a-f]{16}");
        assertThat(HostInstance.ofLinux(processes, 4711)).contains(first);

        boot("77c1");
        assertThat(HostInstance.ofLinux(processes, 4711)).isPresent().get().isNotEqualTo(first);
    }

    @Test
    void isAnotherInAnotherNamespace() throws IOException {
        String first = HostInstance.ofLinux(processes, 4711).orElseThrow();
        namespace("pid:[4026532201]");
        assertThat(HostInstance.ofLinux(processes, 4711)).isPresent().get().isNotEqualTo(first);
    }

    /// As in a PID namespace that sees the /proc of the one around it.
    @Test
    void isUnknownWhereProcHasOtherProcessIds() {
        assertThat(HostInstance.ofLinux(processes, 12)).isEmpty();
    }

    /// As with the option hidepid of /proc.
    @Test
    void isUnknownWhereProcessesOfOthersAreHidden() throws IOException {
        Files.delete(processes.resolve("1"));
        assertThat(HostInstance.ofLinux(processes, 4711)).isEmpty();
    }

    @Test
    void isUnknownWithoutABootId() throws IOException {
        Files.delete(processes.resolve("sys/kernel/random/boot_id"));
        assertThat(HostInstance.ofLinux(processes, 4711)).isEmpty();
    }

    @Test
    void isKnownHere() {
        assertThat(HostInstance.id()).isPresent().isEqualTo(HostInstance.id());
    }

    private void boot(String id) throws IOException {
        Files.writeString(processes.resolve("sys/kernel/random/boot_id"), id + "\n");
    }

    private void namespace(String id) throws IOException {
        Path link = processes.resolve("4711/ns/pid");
        Files.deleteIfExists(link);
        Files.createSymbolicLink(link, Path.of(id));
    }
}
