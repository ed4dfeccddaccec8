package ctrsweep.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartFileTest {
    @TempDir
    Path folder;

    private String own() throws IOException {
        return PartFile.beside(folder.resolve("a.csv")).getFileName().toString();
    }

    @Test
    void whatAKilledProcessLeftIsRemovedAndNothingElse() throws Exception {
        String own = own();
        long self = ProcessHandle.current().pid();
        Process ended = new ProcessBuilder("true").start();
        ended.waitFor();
        String dead = own.replace("." + self + "-", "." + ended.pid() + "-");
        String reused = own.replaceFirst("-(\\d+)-", "-1-");
        String otherHost = dead.replaceFirst("-[0-9a-f]{8}\\.part", "-00000000.part");
        String older = "a.csv." + ended.pid() + ".part";
        String olderOfAnother = "b.csv." + ended.pid() + ".part";
        String persons = "a.csv.part";
        for (String name :
                new String[] {own, dead, dead + "-journal", reused, otherHost, older, olderOfAnother, persons}) {
            Files.writeString(folder.resolve(name), "left");
        }
        Files.createDirectories(folder.resolve(dead.replace("a.csv", "mlruns") + "/inner"));
        Process living = new ProcessBuilder("sleep", "1000").start();
        String alive = own.replace("." + self + "-", "." + living.pid() + "-")
                .replaceFirst(
                        "-(\\d+)-",
                        "-" + living.info().startInstant().orElseThrow().toEpochMilli() + "-");
        Files.writeString(folder.resolve(alive), "being written");
        try {
            assertThat(own()).isEqualTo(own);
            try (Stream<Path> files = Files.list(folder)) {
                assertThat(files.map(file -> file.getFileName().toString()))
                        .containsExactlyInAnyOrder(otherHost, olderOfAnother, persons, alive);
            }
        } finally {
            living.destroyForcibly();
        }
    }
}
