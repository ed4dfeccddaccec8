package ctrsweep.program;

import ctrsweep.json.JsonNumbers;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/// What a line of a program's output says.
///
/// @param epoch what an object in it measured; not yet whether it ends an epoch of this trial
/// @param alone whether nothing else stands on the line
/// @param near why the line has no objective that counts although it seems to be meant
record PrintedLine(Optional<PrintedEpoch> epoch, boolean alone, Optional<String> near) {
    static final String NO_OBJECT = "it is not a JSON object";

    private static final PrintedLine NOTHING = new PrintedLine(Optional.empty(), false, Optional.empty());
    /// Text about results that is longer was not written to be read.
    private static final int LONGEST_TEXT = 4096;
    /// A line has one object, or a few.
    private static final int MOST_OBJECTS = 50;

    /// Colours and movements of a terminal, a byte order mark, and characters that print nothing.
    private static final Pattern UNSEEN = Pattern.compile("\u001b\\[[0-?]*[ -/]*[@-~]"
            + "|\u001b\\][^\u0007\u001b]*(?:\u0007|\u001b\\\\)?"
            + "|\u001b[ -/]*[0-~]"
            + "|[\ufeff\u200b\u0000-\u0008\u000e-\u001f\u007f]");

    static PrintedLine of(byte[] line, Objective objective) {
        boolean brace = hasBrace(line);
        if (!brace && line.length > LONGEST_TEXT) {
            return NOTHING;
        }
        String text = UNSEEN.matcher(new String(line, StandardCharsets.UTF_8))
                .replaceAll("")
                .strip();
        return brace ? read(text, objective) : withoutObject(text, objective);
    }

    private static boolean hasBrace(byte[] line) {
        for (byte letter : line) {
            if (letter == '{') {
                return true;
            }
        }
        return false;
    }

    /// The first of several objects that has the objective counts, else the first with numbers.
    private static PrintedLine read(String text, Objective objective) {
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
        return best.epoch.isPresent() || best.near.isPresent() ? best : withoutObject(text, objective);
    }

    private boolean measures(Objective objective) {
        return epoch.stream().anyMatch(printed -> printed.metrics().containsKey(objective.metric()));
    }

    /// What follows a broken object may be the inside of it, which would be read for the whole.
    private boolean isBroken() {
        return epoch.isEmpty();
    }

    private static PrintedLine of(PrintedObject object, String text, Objective objective) {
        boolean alone = object.text().length() == text.length();
        return switch (JsonNumbers.of(object.text())) {
            case JsonNumbers.Read read -> {
                PrintedEpoch epoch = PrintedEpoch.of(read.numbers());
                Optional<String> near = epoch.metrics().containsKey(objective.metric())
                        ? Optional.empty()
                        : objective.cameNear(read.numbers(), read.others());
                yield new PrintedLine(Optional.of(epoch), alone, near);
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

    private static PrintedLine withoutObject(String text, Objective objective) {
        return text.length() <= LONGEST_TEXT && objective.isMeasuredIn(text)
                ? new PrintedLine(Optional.empty(), false, Optional.of(NO_OBJECT))
                : NOTHING;
    }
}
