package ctrsweep.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class SmallFileTest {
    @TempDir
    Path folder;

    @Test
    @Timeout(20)
    void whatIsNoFileOrTooLargeIsRefusedAtOnce() throws Exception {
        Path fifo = folder.resolve("fifo");
        assertThat(new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor())
                .isZero();
        for (Path device : new Path[] {Path.of("/dev/zero"), fifo}) {
            refused(device, "is a device or a pipe, not a file");
        }
        refused(folder, "is a folder, not a file");
        Path large = folder.resolve("large");
        try (RandomAccessFile sparse = new RandomAccessFile(large.toFile(), "rw")) {
            sparse.setLength(5L << 30);
        }
        refused(large, "is larger than 1 MB");
    }

    private static void refused(Path file, String why) {
        assertThatThrownBy(() -> SmallFile.read(file, 1))
                .isInstanceOf(SmallFile.RefusedException.class)
                .hasMessage(why);
    }

    @Test
    void othersAreReadWhole() throws Exception {
        byte[] bytes = new byte[1 << 20];
        bytes[bytes.length - 1] = 1;
        Path file = Files.write(folder.resolve("file"), bytes);
        assertThat(SmallFile.read(file, 1)).isEqualTo(bytes);
        assertThat(SmallFile.read(Files.createFile(folder.resolve("empty")), 1)).isEmpty();
        assertThatThrownBy(() -> SmallFile.read(folder.resolve("none"), 1)).isInstanceOf(NoSuchFileException.class);
    }
}
