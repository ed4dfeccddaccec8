package ctrsweep.program;

import ctrsweep.metric.Metric;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The metric that a trial must print, and what may be meant by it.
final class Objective {
    private static final Set<String> VALIDATION = Set.of("valid", "validation", "eval", "dev");
    private static final String NUMBER = "[\"'`]?\\s{0,9}[:=|]?\\s{0,9}[\\[(]?[+-]?(?:\\d|\\.\\d|nan\\b|inf)";

    private final Metric metric;
    private final Set<String> alike;
    private final Pattern measured;

    Objective(Metric metric) {
        this.metric = metric;
        this.alike = names(metric).map(Objective::letters).collect(Collectors.toUnmodifiableSet());
        String either = names(metric)
                .map(name -> Stream.of(name.split("[^\\p{L}\\p{N}]+"))
                        .map(Pattern::quote)
                        .collect(Collectors.joining("[^\\p{L}\\p{N}\\s]")))
                .collect(Collectors.joining("|"));
        this.measured = Pattern.compile(
                "(?<![\\p{L}\\p{N}])(?:" + either + ")" + NUMBER, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    /// `val.auc` is also `auc`, `valid.auc` and the like.
    private static Stream<String> names(Metric metric) {
        Stream<String> full = Stream.of(metric.toString());
        return metric.split().equals("val")
                ? Stream.of(
                                full,
                                Stream.of(metric.name()),
                                VALIDATION.stream().sorted().map(split -> split + "." + metric.name()))
                        .flatMap(names -> names)
                : full;
    }

    private static String letters(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    }

    Metric metric() {
        return metric;
    }

    /// Whether a text that is not a JSON object tells a value of it.
    boolean isMeasuredIn(String text) {
        return measured.matcher(text).find();
    }

    /// Whether a text that should be a JSON object means to be one of an epoch.
    boolean isMeantIn(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return lower.contains("epoch") || lower.contains(metric.name().toLowerCase(Locale.ROOT));
    }

    /// Why an object that has no number for it came near: `val.auc is null`, or `val_auc is not val.auc`.
    Optional<String> cameNear(Map<String, Double> numbers, Map<String, String> others) {
        return others.entrySet().stream()
                .filter(other -> isAlike(other.getKey()))
                .map(other -> other.getKey() + " is not a number but " + other.getValue())
                .findFirst()
                .or(() -> numbers.keySet().stream()
                        .filter(this::isAlike)
                        .map(name -> "the objective is " + metric + ", and the line has " + name)
                        .findFirst());
    }

    private boolean isAlike(String name) {
        String letters = letters(name);
        return alike.contains(letters) || letters.endsWith(letters(metric.toString()));
    }
}
