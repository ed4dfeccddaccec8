package ctrsweep.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
    @TempDir
    Path folder;

    @Test
    void whatWasThereStaysWhenTheDiskIsFull() throws IOException {
        Path file = Files.writeString(folder.resolve("board.csv"), "old");
        assertRefused(
                file,
                "no space left on device",
                () -> AtomicFile.write(file, out -> {
                    out.write(new byte[100_000]);
                    throw new IOException("no space left on device");
                }));
        assertThat(file).hasContent("old");
        assertThat(names()).containsExactly("board.csv");
    }

    @Test
    void severalAreWrittenOrNone() throws IOException {
        Path one = Files.writeString(folder.resolve("one.csv"), "old");
        Path two = folder.resolve("two.csv");
        SequencedMap<Path, AtomicFile.Content> files = new LinkedHashMap<>();
        files.put(one, out -> out.write('1'));
        files.put(two, out -> out.write('2'));
        files.put(folder.resolve("three.csv"), out -> {
            throw new IOException("no space left on device");
        });
        assertRefused(folder.resolve("three.csv"), "no space left on device", () -> AtomicFile.write(files));
        assertThat(one).hasContent("old");
        assertThat(names()).containsExactly("one.csv");
        files.pollLastEntry();
        AtomicFile.write(files);
        assertThat(one).hasContent("1");
        assertThat(two).hasContent("2");
        assertThat(names()).containsExactly("one.csv", "two.csv");
    }

    @Test
    void aLinkToAFileStaysALink() throws IOException {
        Path file = Files.writeString(folder.resolve("board.csv"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("link.csv"), file);
        AtomicFile.write(link, "new");
        assertThat(link).isSymbolicLink();
        assertThat(file).hasContent("new");
        assertThat(names()).containsExactly("board.csv", "link.csv");
    }

    @Test
    void aLinkThatLeadsNowhereIsRefused() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link.csv"), folder.resolve("missing.csv"));
        assertRefused(link, "it is a link that leads nowhere", () -> AtomicFile.write(link, "new"));
        assertThat(names()).containsExactly("link.csv");
    }

    @Test
    void linksInACircleAreRefused() throws IOException {
        Path one = folder.resolve("one.csv");
        Path two = Files.createSymbolicLink(folder.resolve("two.csv"), one);
        Files.createSymbolicLink(one, two);
        assertRefused(one, "it is a link that leads nowhere", () -> AtomicFile.write(one, "new"));
        assertThat(one).isSymbolicLink();
    }

    @Test
    void aLinkToAFolderOrADeviceIsRefused() throws IOException {
        Path inner = Files.createDirectory(folder.resolve("inner"));
        for (Path target : List.of(inner, Path.of("/dev/null"))) {
            Path link = folder.resolve("link.csv");
            Files.deleteIfExists(link);
            Files.createSymbolicLink(link, target);
            assertRefused(link, "it is a folder or a device, not a file", () -> AtomicFile.write(link, "new"));
            assertThat(link).isSymbolicLink();
        }
        assertThat(inner).isEmptyDirectory();
    }

    /// An attacker who can write to the folder may guess the name of the unfinished file.
    @Test
    void aLinkLaidInTheWayOfTheUnfinishedFileIsNotFollowed() throws IOException {
        Path other = Files.writeString(folder.resolve("precious"), "precious");
        long self = ProcessHandle.current().pid();
        Files.createSymbolicLink(folder.resolve("board.csv." + self + ".part"), other);
        AtomicFile.write(folder.resolve("board.csv"), "new");
        assertThat(other).hasContent("precious");
        assertThat(names()).containsExactly("board.csv", "precious");
    }

    private static void assertRefused(Path file, String reason, Runnable writing) {
        assertThatThrownBy(writing::run)
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage(file + " cannot be written: " + reason);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
