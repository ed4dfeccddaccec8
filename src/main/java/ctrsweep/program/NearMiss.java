package ctrsweep.program;

import java.nio.charset.StandardCharsets;

/// A line that seems to tell the objective and does not count.
///
/// @param log the file that it is in
/// @param number of the line in the log
/// @param why it does not count
/// @param beginning of the line
record NearMiss(String log, long number, String why, String beginning) {
    private static final int SHOWN_BYTES = 400;
    private static final int SHOWN = 100;

    static NearMiss of(TrialFolder.Log log, byte[] line, String why) {
        return new NearMiss(log.name(), log.lineNumber(), why, beginning(line));
    }

    private static String beginning(byte[] line) {
        String text = new String(line, 0, Math.min(line.length, SHOWN_BYTES), StandardCharsets.UTF_8)
                .replaceAll("\\p{Cntrl}+", " ")
                .strip();
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
    }

    @Override
    public String toString() {
        return "line %d of %s came near, but %s: %s".formatted(number, log, why, beginning);
    }
}
