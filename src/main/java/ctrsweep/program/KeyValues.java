package ctrsweep.program;

import ctrsweep.json.JsonNumbers;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The numbers of a line such as `Epoch 3/10 loss=0.41 - val_auc: 0.7`.
///
/// A number with a unit (`5ms`), a time (`0:41`), a date and a part of a whole (`3/10`) are not metrics, and neither
/// is a number whose name contains `epoch`.
final class KeyValues {
    /// A colon without a blank is followed by a decimal fraction; `train.py:41` is a place.
    private static final String SEPARATOR = "[\"'`]?\\s{0,3}(?:=\\s{0,9}|:\\s{1,9}|:(?=[+-]?\\d{1,40}\\.\\d))";
    private static final Pattern PAIR = Pattern.compile(
            "(?<![\\p{L}\\p{N}_.@/])([\\p{L}_][\\p{L}\\p{N}_.@/-]{0,199})" + SEPARATOR
                    + "([+-]?(?:\\d{1,40}(?:\\.\\d{0,40})?|\\.\\d{1,40})(?:[eE][+-]?\\d{1,5})?|[+-]?(?:nan|inf(?:inity)?))"
                    + "(?![\\p{L}\\p{N}_:/]|[.,-]\\d)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern EPOCH = Pattern.compile(
            "(?<![\\p{L}\\p{N}_.])epoch[\"'`]?\\s{0,9}[:=#]?\\s{0,9}[\\[(]?\\s{0,3}(\\d{1,9}(?:\\.\\d{1,9})?)(?!\\d)",
            Pattern.CASE_INSENSITIVE);
    /// How LightGBM and XGBoost number their rounds.
    private static final Pattern ROUND = Pattern.compile("^\\[(\\d{1,9})]\\s");

    private KeyValues() {}

    static PrintedNumbers in(String line, boolean complete) {
        Map<String, Double> numbers = new LinkedHashMap<>();
        Matcher pair = PAIR.matcher(line);
        while (pair.find()) {
            if (!pair.group(1).toLowerCase(Locale.ROOT).contains("epoch")) {
                JsonNumbers.number(pair.group(2)).ifPresent(number -> numbers.put(pair.group(1), number));
            }
        }
        return new PrintedNumbers(epoch(line), numbers, complete);
    }

    private static OptionalDouble epoch(String line) {
        Matcher epoch = EPOCH.matcher(line);
        if (epoch.find()) {
            return OptionalDouble.of(Double.parseDouble(epoch.group(1)));
        }
        Matcher round = ROUND.matcher(line);
        return round.find() ? OptionalDouble.of(Double.parseDouble(round.group(1))) : OptionalDouble.empty();
    }
}
