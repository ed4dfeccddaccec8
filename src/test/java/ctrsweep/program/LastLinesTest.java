package ctrsweep.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LastLinesTest {

    @TempDir
    Path folder;

    private String last(String text, long from) throws IOException {
        return LastLines.of(Files.writeString(folder.resolve("log"), text), from);
    }

    @Test
    void atMostFiveLinesThatAreNotBlank() throws IOException {
        assertThat(last("a\nb\n\n c \nd\n\t\ne\nf\n", 0)).isEqualTo("b | c | d | e | f");
        assertThat(last("a\n", 0)).isEqualTo("a");
        assertThat(last("\n \n", 0)).isEmpty();
    }

    @Test
    void theEndOfWhatIsLongerThanFiveHundredCharacters() throws IOException {
        String end = last("x".repeat(100_000) + "ValueError", 0);
        assertThat(end).hasSize(500).startsWith("...x").endsWith("xValueError");
    }

    @Test
    void onlyWhatThisAttemptSaid() throws IOException {
        assertThat(last("earlier\nnow\n", 8)).isEqualTo("now");
        assertThat(last("earlier\n", 8)).isEmpty();
        assertThat(last("shorter", 8)).isEmpty();
    }

    @Test
    void controlCharactersAndBytesThatAreNoTextDoNoHarm() throws IOException {
        assertThat(last("10%\r20%\r\u001b[31mred\u001b[0m\u0000\n", 0)).isEqualTo("10% | 20% | [31mred [0m");
        Path file = Files.write(folder.resolve("bytes"), new byte[] {(byte) 0xff, 'a', (byte) 0xc3});
        assertThat(LastLines.of(file, 0)).isEqualTo("\ufffda\ufffd");
        assertThat(LastLines.of(folder.resolve("missing"), 0)).isEmpty();
    }
}
