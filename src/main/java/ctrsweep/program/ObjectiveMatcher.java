package ctrsweep.program;

import ctrsweep.metric.Metric;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Recognises the metric that a trial must print, also when it is printed under a similar name or in another form.
final class ObjectiveMatcher {
    /// What may stand before the name of a validation metric in place of `val.`.
    private static final List<String> VALIDATION = List.of("", "dev.", "eval.", "valid.", "validation.");

    private static final String NUMBER = "[\"'`]?\\s{0,9}[:=|]?\\s{0,9}[\\[(]?[+-]?(?:\\d|\\.\\d|nan\\b|inf)";

    private final Metric metric;
    private final Set<String> similar;
    private final Pattern measured;

    ObjectiveMatcher(Metric metric) {
        this.metric = metric;
        this.similar = names(metric).map(ObjectiveMatcher::letters).collect(Collectors.toUnmodifiableSet());
        String either = names(metric)
                .map(name -> Stream.of(name.split("[^\\p{L}\\p{N}]+"))
                        .map(Pattern::quote)
                        .collect(Collectors.joining("[^\\p{L}\\p{N}\\s]")))
                .collect(Collectors.joining("|"));
        this.measured = Pattern.compile(
                "(?<![\\p{L}\\p{N}])(?:" + either + ")" + NUMBER, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    /// Names that may stand for the metric: for `val.auc` also `auc`, `valid.auc` and others.
    private static Stream<String> names(Metric metric) {
        Stream<String> exact = Stream.of(metric.toString());
        return metric.split().equals("val")
                ? Stream.concat(exact, VALIDATION.stream().map(prefix -> prefix + metric.name()))
                : exact;
    }

    private static String letters(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    }

    Metric metric() {
        return metric;
    }

    /// Whether a text that is not a JSON object contains a value of the metric.
    boolean isMeasuredIn(String text) {
        return measured.matcher(text).find();
    }

    /// Whether a broken JSON object seems to describe an epoch.
    boolean isMeantIn(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return lower.contains("epoch") || lower.contains(metric.name().toLowerCase(Locale.ROOT));
    }

    /// Why an object with a similar name does not count: the value is not a number, or the name is not the
    /// metric's.
    Optional<String> mismatch(Map<String, Double> numbers, Map<String, String> others) {
        return others.entrySet().stream()
                .filter(other -> isSimilar(other.getKey()))
                .map(other -> other.getKey() + " is not a number but " + other.getValue())
                .findFirst()
                .or(() -> numbers.keySet().stream()
                        .filter(this::isSimilar)
                        .map(name -> "the objective is " + metric + ", and the line has " + name)
                        .findFirst());
    }

    private boolean isSimilar(String name) {
        String letters = letters(name);
        return similar.contains(letters) || letters.endsWith(letters(metric.toString()));
    }
}
