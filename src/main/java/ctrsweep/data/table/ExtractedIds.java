package ctrsweep.data.table;

import ctrsweep.data.bytes.ByteVocabulary;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/// Numbers of what is extracted from values, such as a time's hour. For one thread if it remembers.
final class ExtractedIds {
    private static final int MOST_REMEMBERED = 1 << 16;

    private final ValueExtractor extractor;
    private final IdTable table;
    private final Optional<ByteVocabulary> seen;
    private int[] remembered = new int[0];

    /// @param remembers whether the results for the first 65,536 values are kept
    ExtractedIds(ValueExtractor extractor, IdTable table, boolean remembers) {
        this.extractor = extractor;
        this.table = table;
        seen = remembers && !extractor.isPlain() ? Optional.of(new ByteVocabulary()) : Optional.empty();
    }

    /// Whether the value itself is numbered.
    boolean isPlain() {
        return extractor.isPlain();
    }

    /// @throws BadRow when it cannot be read
    int number(byte[] bytes, int begin, int end) {
        if (extractor.isPlain()) {
            return table.number(bytes, begin, end);
        }
        return seen.isPresent() ? remembered(seen.get(), bytes, begin, end) : extracted(bytes, begin, end);
    }

    private int remembered(ByteVocabulary values, byte[] bytes, int begin, int end) {
        int at = values.find(bytes, begin, end);
        if (at != ByteVocabulary.UNKNOWN) {
            return remembered[at];
        }
        int number = extracted(bytes, begin, end);
        if (values.size() < MOST_REMEMBERED) {
            int next = values.number(bytes, begin, end);
            if (next == remembered.length) {
                remembered = Arrays.copyOf(remembered, Math.max(64, 2 * next));
            }
            remembered[next] = number;
        }
        return number;
    }

    private int extracted(byte[] bytes, int begin, int end) {
        byte[] extracted = extractor.text(NumberParser.text(bytes, begin, end)).getBytes(StandardCharsets.UTF_8);
        return table.number(extracted, 0, extracted.length);
    }
}
