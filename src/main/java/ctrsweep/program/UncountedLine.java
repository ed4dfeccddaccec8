package ctrsweep.program;

import java.nio.charset.StandardCharsets;

/// A line that seems to contain the objective but does not end an epoch.
///
/// @param log the file that contains it
/// @param number the line's number in the log
/// @param why the reason
/// @param beginning the beginning of the line
record UncountedLine(String log, long number, String why, String beginning) {
    private static final int SHOWN_BYTES = 400;
    private static final int SHOWN = 100;

    static UncountedLine of(TrialFolder.Log log, byte[] line, String why) {
        return new UncountedLine(log.name(), log.lineNumber(), why, beginning(line));
    }

    private static String beginning(byte[] line) {
        String text = new String(line, 0, Math.min(line.length, SHOWN_BYTES), StandardCharsets.UTF_8)
                .replaceAll("\\p{Cntrl}+", " ")
                .strip();
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
    }

    @Override
    public String toString() {
        return "line %d of %s does not count, because %s: %s".formatted(number, log, why, beginning);
    }
}
