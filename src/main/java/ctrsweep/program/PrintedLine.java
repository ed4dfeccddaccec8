package ctrsweep.program;

import ctrsweep.json.JsonNumbers;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/// A parsed line of a program's output.
///
/// @param epoch the measurements of an object in it, whether or not they end an epoch of this trial
/// @param alone whether the line consists of the object only
/// @param mismatch why the line has no valid objective although it seems to contain one
record PrintedLine(Optional<PrintedEpoch> epoch, boolean alone, Optional<String> mismatch) {
    static final String NO_OBJECT = "it is not a JSON object";

    private static final PrintedLine NOTHING = new PrintedLine(Optional.empty(), false, Optional.empty());
    /// Longer lines without an object are not searched for the objective.
    private static final int LONGEST_TEXT = 4096;
    /// Later objects of a line are ignored.
    private static final int MOST_OBJECTS = 50;

    /// Colours and cursor movements of a terminal, a byte order mark, and invisible characters.
    private static final Pattern UNSEEN = Pattern.compile("\u001b\\[[0-?]*[ -/]*[@-~]"
            + "|\u001b\\][^\u0007\u001b]*(?:\u0007|\u001b\\\\)?"
            + "|\u001b[ -/]*[0-~]"
            + "|[\ufeff\u200b\u0000-\u0008\u000e-\u001f\u007f]");

    static PrintedLine of(byte[] line, ObjectiveMatcher objective) {
        boolean brace = hasBrace(line);
        if (!brace && line.length > LONGEST_TEXT) {
            return NOTHING;
        }
        String text = visible(line).strip();
        return brace ? read(text, objective) : withoutObject(text, objective);
    }

    /// The text without what a terminal does not show.
    static String visible(byte[] text) {
        return UNSEEN.matcher(new String(text, StandardCharsets.UTF_8)).replaceAll("");
    }

    private static boolean hasBrace(byte[] line) {
        for (byte letter : line) {
            if (letter == '{') {
                return true;
            }
        }
        return false;
    }

    /// Of several objects, the first one with the objective counts, otherwise the first one with numbers.
    private static PrintedLine read(String text, ObjectiveMatcher objective) {
        PrintedLine best = NOTHING;
        int from = 0;
        for (int i = 0; i < MOST_OBJECTS; i++) {
            Optional<PrintedObject> found = PrintedObject.in(text, from);
            if (found.isEmpty()) {
                break;
            }
            PrintedLine line = of(found.get(), text, objective);
            if (line.measures(objective) || line.isBroken()) {
                return line;
            }
            best = best.epoch.isPresent() ? best : line;
            from = found.get().end();
        }
        return best.epoch.isPresent() || best.mismatch.isPresent() ? best : withoutObject(text, objective);
    }

    private boolean measures(ObjectiveMatcher objective) {
        return epoch.stream().anyMatch(printed -> printed.metrics().containsKey(objective.metric()));
    }

    /// Parsing stops at a broken object, because the text after it may belong to it.
    private boolean isBroken() {
        return epoch.isEmpty();
    }

    private static PrintedLine of(PrintedObject object, String text, ObjectiveMatcher objective) {
        boolean alone = object.text().length() == text.length();
        return switch (JsonNumbers.of(object.text())) {
            case JsonNumbers.Read read -> {
                PrintedEpoch epoch = PrintedEpoch.of(read.numbers());
                Optional<String> mismatch = epoch.metrics().containsKey(objective.metric())
                        ? Optional.empty()
                        : objective.mismatch(read.numbers(), read.others());
                yield new PrintedLine(Optional.of(epoch), alone, mismatch);
            }
            case JsonNumbers.Broken broken ->
                new PrintedLine(
                        Optional.empty(),
                        alone,
                        Optional.of(object.closed() ? whereBroken(broken) : "its JSON object is not closed")
                                .filter(_ -> objective.isMeantIn(object.text())));
        };
    }

    private static String whereBroken(JsonNumbers.Broken broken) {
        return "its object is not JSON" + (broken.at().isEmpty() ? "" : " at " + broken.at());
    }

    private static PrintedLine withoutObject(String text, ObjectiveMatcher objective) {
        return text.length() <= LONGEST_TEXT && objective.isMeasuredIn(text)
                ? new PrintedLine(Optional.empty(), false, Optional.of(NO_OBJECT))
                : NOTHING;
    }
}
