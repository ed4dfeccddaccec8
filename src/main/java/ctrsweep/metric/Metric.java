package ctrsweep.metric;

import java.util.Comparator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A measured quantity of one split, written `val.auc`.
///
/// @param split `train`, `val` or `test`
/// @param name `loss`, or one of [ValidationMetrics]: `auc`, `logloss`, `hr@10`
public record Metric(String split, String name) implements Comparable<Metric> {
    private static final int MOST_DIGITS = 9;
    private static final Pattern NAME = Pattern.compile("[^\\p{Cntrl}\\p{Zl}\\p{Zp}]{1,200}");

    private static final Comparator<Metric> ORDER = Comparator.comparing(Metric::split)
            .thenComparing(metric -> beforeK(metric.name))
            .thenComparing(metric -> k(metric.name))
            .thenComparing(Metric::name);

    /// Whether a program may call a metric so. Other names would be told apart with difficulty, in tables and in
    /// files.
    public static boolean isName(String name) {
        return NAME.matcher(name).matches() && name.strip().equals(name);
    }

    /// The metric that a program prints under this name: one of validation if the name has no dot between two parts.
    public static Metric printed(String name) {
        int dot = name.indexOf('.');
        return dot < 1 || dot == name.length() - 1 ? new Metric("val", name) : of(name);
    }

    public static Metric of(String dotted) {
        int dot = dotted.indexOf('.');
        if (dot < 1 || dot == dotted.length() - 1) {
            throw new IllegalArgumentException("a metric is written split.name, as val.auc: " + dotted);
        }
        return new Metric(dotted.substring(0, dot), dotted.substring(dot + 1));
    }

    /// Written out, since a query looks metrics up a million times before the optimising compiler would notice.
    @Override
    public int hashCode() {
        return 31 * split.hashCode() + name.hashCode();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Metric metric && name.equals(metric.name) && split.equals(metric.split);
    }

    /// Sorts by split, then by name; HR@5 comes before HR@10.
    @Override
    public int compareTo(Metric other) {
        return ORDER.compare(this, other);
    }

    private static String beforeK(String name) {
        int at = name.indexOf('@');
        return at < 0 ? name : name.substring(0, at);
    }

    /// 0 for a name without one, or with too many digits to be one.
    private static long k(String name) {
        String digits = name.substring(name.indexOf('@') + 1);
        boolean isK = name.indexOf('@') > 0
                && digits.length() <= MOST_DIGITS
                && !digits.isEmpty()
                && digits.chars().allMatch(Character::isDigit);
        return isK ? Long.parseLong(digits) : 0;
    }

    @Override
    public String toString() {
        return split + "." + name;
    }
}
