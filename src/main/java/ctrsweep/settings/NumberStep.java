package ctrsweep.settings;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A step of `normalize`, as `log1p` or `minmax(0, 100)`.
///
/// @param constants as many as the function takes, or none: its defaults, or what train gives
public record NumberStep(Function function, List<Double> constants) {
    private static final Pattern WRITTEN = Pattern.compile("(\\w+)\\s*(?:\\(([^()]*)\\))?");

    private static final Pattern SEPARATOR = Pattern.compile("[\\s,]+");

    public enum Function {
        LOG1P,
        LOG_SQUARED,
        /// log10(x) of x above the first constant, else the second: as TorchEasyRec has it.
        LOG10,
        /// From the first constant to the second becomes 0 to 1.
        MINMAX,
        /// Less the first constant, over the second.
        ZSCORE
    }

    public NumberStep {
        constants = List.copyOf(constants);
    }

    /// @throws InvalidSetting when there is no such step
    public static NumberStep of(String text) {
        Matcher written = WRITTEN.matcher(text.strip());
        if (!written.matches()) {
            throw new InvalidSetting(
                    "normalize",
                    "\"%s\" is no step; one with constants is written in quotes, as \"minmax(0, 100)\""
                            .formatted(text));
        }
        List<String> known = Stream.of(Function.values())
                .map(function -> function.name().toLowerCase(Locale.ROOT))
                .toList();
        Check.oneOf("normalize", written.group(1), known);
        Function function = Function.valueOf(written.group(1).toUpperCase(Locale.ROOT));
        List<Double> constants = written.group(2) == null ? List.of() : numbers(text, written.group(2));
        return new NumberStep(function, requireSense(function, text, constants));
    }

    private static List<Double> numbers(String text, String given) {
        try {
            return SEPARATOR.splitAsStream(given.strip()).map(Double::valueOf).toList();
        } catch (NumberFormatException _) {
            throw new InvalidSetting("normalize", "the constants of \"%s\" are not numbers".formatted(text));
        }
    }

    private static List<Double> requireSense(Function function, String text, List<Double> constants) {
        boolean arePair = constants.size() == 2 && constants.stream().allMatch(Double::isFinite);
        String wanted =
                switch (function) {
                    case LOG1P, LOG_SQUARED -> "takes no constants";
                    case LOG10 ->
                        arePair && constants.getFirst() >= 0
                                ? ""
                                : "takes (THRESHOLD, DEFAULT), the threshold at least 0";
                    case MINMAX ->
                        arePair && constants.getFirst() < constants.getLast()
                                ? ""
                                : "takes (MIN, MAX), the second above the first";
                    case ZSCORE ->
                        arePair && constants.getLast() > 0 ? "" : "takes (MEAN, DEVIATION), the deviation above 0";
                };
        if (!constants.isEmpty() && !wanted.isEmpty()) {
            throw new InvalidSetting("normalize", text + " " + wanted);
        }
        return function == Function.LOG10 && constants.isEmpty() ? List.of(1e-10, -10.0) : constants;
    }

    /// Whether it is learnt from the training rows.
    public boolean isFitted() {
        return constants.isEmpty() && (function == Function.MINMAX || function == Function.ZSCORE);
    }

    public double first() {
        return constants.getFirst();
    }

    public double second() {
        return constants.getLast();
    }
}
