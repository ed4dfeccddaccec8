package ctrsweep.config;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Map;

/// A regular expression that finds the value of a metric in a line of output. Matching takes time linear in the
/// length of the line, whatever the expression.
///
/// @param metric the name of the metric, or `epoch`, `lr`, `rows` or `seconds`
/// @param group the number of the group around the value
/// @param hasEpoch whether a group named `epoch` is around the number of the epoch
public record MetricPattern(String metric, Pattern pattern, int group, boolean hasEpoch) {
    public static final String EPOCH = "epoch";
    private static final String VALUE = "value";

    /// @throws IllegalArgumentException with an explanation, if the expression is invalid or has no group for the
    ///     value
    public static MetricPattern of(String metric, String expression) {
        Pattern pattern;
        try {
            pattern = Pattern.compile(expression);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "is not a regular expression in the syntax of RE2, which has neither look-around nor back references: "
                            + e.getDescription() + ": " + e.getPattern(),
                    e);
        }
        Map<String, Integer> named = pattern.namedGroups();
        boolean hasEpoch = named.containsKey(EPOCH);
        int first = Integer.valueOf(1).equals(named.get(EPOCH)) ? 2 : 1;
        int group = named.getOrDefault(VALUE, first);
        if (pattern.groupCount() < group) {
            throw new IllegalArgumentException(
                    "needs a group around the value, as %s: (?P<value>\\S+)".formatted(metric));
        }
        return new MetricPattern(metric, pattern, group, hasEpoch);
    }
}
