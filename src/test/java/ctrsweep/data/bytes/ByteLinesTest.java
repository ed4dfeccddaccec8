package ctrsweep.data.bytes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ByteLinesTest {

    private static List<List<String>> read(InputStream in, char separator) throws IOException {
        List<List<String>> lines = new ArrayList<>();
        try (ByteLines reader = new ByteLines(in, separator)) {
            while (reader.next()) {
                List<String> fields = new ArrayList<>();
                for (int i = 0; i < reader.fields(); i++) {
                    fields.add(new String(
                            reader.bytes(), reader.from(i), reader.to(i) - reader.from(i), StandardCharsets.UTF_8));
                }
                lines.add(fields);
                assertThat(reader.line()).isEqualTo(lines.size());
            }
            assertThat(reader.next()).isFalse();
        }
        return lines;
    }

    private static List<List<String>> read(String text, char separator) throws IOException {
        return read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), separator);
    }

    @Test
    void emptyFieldsAndLinesAreThere() throws IOException {
        assertThat(read("a,,b\n\n,\nlast", ','))
                .containsExactly(List.of("a", "", "b"), List.of(""), List.of("", ""), List.of("last"));
    }

    @Test
    void aCarriageReturnBelongsToTheEndOfItsLineAlone() throws IOException {
        assertThat(read("a,b\r\nc\rd,e\r\n\r\nf,\r", ','))
                .containsExactly(List.of("a", "b"), List.of("c"), List.of("d", "e"), List.of(""), List.of("f", ""));
    }

    @Test
    void aStreamWithoutBytesHasNoLine() throws IOException {
        assertThat(read("", '\t')).isEmpty();
        assertThat(read("\n", '\t')).containsExactly(List.of(""));
    }

    @Test
    void whatIsNotAsciiStaysAsItIs() throws IOException {
        assertThat(read("Ä|日本|\n", '|')).containsExactly(List.of("Ä", "日本", ""));
    }

    /// Gives few bytes at a time, as sockets and inflaters do.
    private static InputStream dripping(byte[] bytes, SplittableRandom random) {
        return new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] into, int offset, int length) {
                return super.read(into, offset, Math.min(length, 1 + random.nextInt(1 + random.nextInt(5000))));
            }
        };
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void anyTextSplitsAsTheNaiveWay(int seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        StringBuilder text = new StringBuilder();
        int lines = random.nextInt(1, 3000);
        for (int line = 0; line < lines; line++) {
            int fields = random.nextInt(1, 90);
            for (int field = 0; field < fields; field++) {
                text.append(field == 0 ? "" : "\t");
                int length = random.nextInt(500) == 0 ? random.nextInt(40_000) : random.nextInt(9);
                random.ints(length, 'a', 'z').forEach(letter -> text.append((char) letter));
            }
            text.append(List.of("\r\n", "\r", "\n", "\n").get(random.nextInt(4)));
        }
        String all = text.append("the last, without an end").toString();
        List<List<String>> naive = Arrays.stream(all.split("\r\n|\r|\n", -1))
                .map(line -> List.of(line.split("\t", -1)))
                .toList();
        assertThat(read(dripping(all.getBytes(StandardCharsets.UTF_8), random), '\t'))
                .isEqualTo(naive);
    }

    @Test
    void aLineMayBeLongerThanAnyBuffer() throws IOException {
        String longest = "x".repeat(5_000_000);
        assertThat(read("a\n" + longest + "," + longest + "\nb\n", ','))
                .containsExactly(List.of("a"), List.of(longest, longest), List.of("b"));
    }

    @Test
    void aStreamWithoutLinesIsRefusedBeforeMemoryIsFull() {
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 0;
            }

            @Override
            public int read(byte[] into, int offset, int length) {
                return length;
            }
        };
        assertThatThrownBy(() -> read(endless, ','))
                .isInstanceOf(IOException.class)
                .hasMessage("line 1 is longer than 67108864 bytes");
    }

    @Test
    void linesAreNotSeparators() {
        assertThatThrownBy(() -> new ByteLines(InputStream.nullInputStream(), '\n'))
                .hasMessage("cannot separate fields: character 10");
        assertThatThrownBy(() -> new ByteLines(InputStream.nullInputStream(), '§'))
                .hasMessage("cannot separate fields: character 167");
    }
}
