package ctrsweep.cli.database;

import static org.assertj.core.api.Assertions.assertThat;

import ctrsweep.store.SweepEdits.WrittenFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilesElsewhereTest {
    @Test
    void otherHostsAndOtherFoldersAreNamed(@TempDir Path home) throws IOException {
        Path other = home.resolve("elsewhere/first/trial-0002");
        Files.createDirectories(other);
        Files.createFile(other.resolve("weights.bin"));
        FilesElsewhere files = new FilesElsewhere("here", home, home.resolve("outputs/first"));
        assertThat(files.lines(List.of(
                        new WrittenFile("here", "outputs/first/trial-0000/weights.bin"),
                        new WrittenFile("", "outputs/first/trial-0001/weights.bin"),
                        new WrittenFile("here", other.resolve("weights.bin").toString()),
                        new WrittenFile("here", "outputs/first-2/trial-0003/weights.bin"),
                        new WrittenFile("lab3", "outputs/first/trial-0004/stdout.log"),
                        new WrittenFile("lab3", "outputs/first/trial-0004/stderr.log"))))
                .containsExactly(
                        "1 file in " + home.resolve("elsewhere/first"),
                        "1 file in outputs/first-2 of another checkout, or gone",
                        "2 files on host lab3, in outputs/first");
    }
}
