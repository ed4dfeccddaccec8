package ctrsweep.data.table;

import java.util.Locale;
import java.util.regex.Pattern;

/// Labels of two classes: 0 and 1, -1 and 1, false and true, or no and yes. Whether -1 is the lower class is known
/// when all rows have been read: a file that has 0 as well has three classes.
final class BinaryLabels {
    private static final Pattern WORD = Pattern.compile("true|false|yes|no");
    private static final String CLASSES = "labels of two classes are 0 and 1, -1 and 1, false and true, or no and yes";
    private static final String NUMBERS =
            "data.table.label_kind: threshold makes 1 of all from data.label_threshold on; number and scale train on "
                    + "the number";

    private boolean hasZero;
    private boolean hasMinusOne;

    /// @throws BadRow when it is none of them
    float read(Row row, int column) {
        if (isMinusOne(row, column)) {
            hasMinusOne = true;
            requireTwo(row, column);
            return 0;
        }
        boolean one = isOne(row, column);
        if (!one && !hasZero) {
            hasZero = true;
            requireTwo(row, column);
        }
        return one ? 1 : 0;
    }

    private static boolean isMinusOne(Row row, int column) {
        int begin = row.begin(column);
        if (row.end(column) - begin < 2) {
            return false;
        }
        String text = row.text(column).strip();
        return text.equals("-1") || text.equals("-1.0");
    }

    private static boolean isOne(Row row, int column) {
        try {
            return NumberParser.isOne(row, column);
        } catch (BadRow e) {
            String text = row.text(column);
            throw text.isBlank()
                    ? e
                    : BadRow.curable(String.valueOf(e.getMessage()), isNumber(text) ? NUMBERS : CLASSES);
        }
    }

    private void requireTwo(Row row, int column) {
        if (hasZero && hasMinusOne) {
            throw BadRow.ofAll(
                    "\"%s\" is a third class: rows before it have %s"
                            .formatted(row.text(column), isMinusOne(row, column) ? "0" : "-1"),
                    CLASSES + "; " + NUMBERS);
        }
    }

    /// Whether a label of whatever kind could look so.
    static boolean isLabelLike(String text) {
        return isNumber(text) || isWord(text);
    }

    /// Whether it is a word for one of two classes.
    static boolean isWord(String text) {
        return WORD.matcher(text.strip().toLowerCase(Locale.ROOT)).matches();
    }

    private static boolean isNumber(String text) {
        try {
            return Double.isFinite(Double.parseDouble(text));
        } catch (NumberFormatException _) {
            return false;
        }
    }
}
