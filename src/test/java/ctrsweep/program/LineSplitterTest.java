package ctrsweep.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LineSplitterTest {

    private static final class Kept implements LineSplitter.Sink {
        private final List<String> events = new ArrayList<>();
        private int largest;
        private long bytes;

        @Override
        public void whole(byte[] line) {
            largest = Math.max(largest, line.length);
            bytes += line.length;
            events.add("whole " + new String(line, StandardCharsets.UTF_8));
        }

        @Override
        public void first(byte[] part) {
            piece(part);
        }

        @Override
        public void piece(byte[] part) {
            largest = Math.max(largest, part.length);
            bytes += part.length;
            events.add("piece");
        }
    }

    private static void add(LineSplitter lines, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        lines.add(bytes, bytes.length);
    }

    @Test
    void linesAreTheSameHoweverTheyAreCut() {
        String text = "a\n\nbcd\r\nno line feed";
        for (int seed = 0; seed < 50; seed++) {
            Random random = new Random(seed);
            Kept kept = new Kept();
            LineSplitter lines = new LineSplitter(kept);
            int at = 0;
            while (at < text.length()) {
                int to = Math.min(text.length(), at + random.nextInt(5));
                add(lines, text.substring(at, to));
                at = to;
            }
            lines.end();
            assertThat(kept.events)
                    .containsExactly("whole a\n", "whole \n", "whole bcd\r", "whole \n", "whole no line feed");
        }
    }

    @Test
    void aLineWithoutEndComesInPiecesAndTheNextIsWholeAgain() {
        Kept kept = new Kept();
        LineSplitter lines = new LineSplitter(kept);
        byte[] chunk = new byte[1 << 16];
        for (int i = 0; i < 800; i++) {
            lines.add(chunk, chunk.length);
        }
        add(lines, "{\"auc\": 1}\n{\"auc\": 2}\n");
        assertThat(kept.largest).isLessThanOrEqualTo(LineSplitter.LATEST_BRACE + chunk.length);
        assertThat(kept.bytes).isEqualTo(800L * chunk.length + 22);
        assertThat(kept.events.getLast()).isEqualTo("whole {\"auc\": 2}\n");
        assertThat(kept.events.subList(0, kept.events.size() - 1)).containsOnly("piece");
    }

    @Test
    void aLineWithABraceIsWholeUntilItIsTooLong() {
        Kept kept = new Kept();
        LineSplitter lines = new LineSplitter(kept);
        byte[] chunk = new byte[1 << 16];
        chunk[100] = '{';
        for (int i = 0; i < 800; i++) {
            lines.add(chunk, chunk.length);
        }
        assertThat(kept.largest).isBetween(LineSplitter.LONGEST, LineSplitter.LONGEST + chunk.length);
    }
}
