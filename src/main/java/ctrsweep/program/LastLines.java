package ctrsweep.program;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/// The last lines of a log, shortened for a message.
final class LastLines {
    private static final int MOST_LINES = 5;
    private static final int MOST_CHARACTERS = 500;
    private static final int LOOKED_AT = 8192;

    private LastLines() {}

    /// Returns the last five non-blank lines, at most 500 characters in all, separated by `|`.
    ///
    /// @param from the offset in bytes where this attempt's output begins
    static String of(Path file, long from) {
        List<String> lines = end(file, from)
                .lines()
                .map(line -> line.replaceAll("\\p{Cntrl}+", " ").strip())
                .filter(line -> !line.isEmpty())
                .toList();
        String joined = String.join(" | ", lines.subList(Math.max(0, lines.size() - MOST_LINES), lines.size()));
        return joined.length() <= MOST_CHARACTERS
                ? joined
                : "..." + joined.substring(joined.length() - MOST_CHARACTERS + 3);
    }

    private static String end(Path file, long from) {
        try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
            long start = Math.max(from, log.length() - LOOKED_AT);
            byte[] bytes = new byte[(int) Math.max(0, log.length() - start)];
            log.seek(start);
            log.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException _) {
            return "";
        }
    }
}
