package ctrsweep.config;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A measured quantity of one split, written `val.auc`.
///
/// @param split `train`, `val` or `test`
/// @param name `loss`, or one of [ValidationMetrics]: `auc`, `logloss`, `hr@10`
public record Metric(String split, String name) implements Comparable<Metric> {
    /// A name and the K that it is measured at.
    private static final Pattern AT_K = Pattern.compile("(.+)@(\\d{1,9})");

    private static final Comparator<Metric> ORDER = Comparator.comparing(Metric::split)
            .thenComparing(metric -> beforeK(metric.name))
            .thenComparing(metric -> k(metric.name))
            .thenComparing(Metric::name);

    public static Metric of(String dotted) {
        int dot = dotted.indexOf('.');
        if (dot < 1 || dot == dotted.length() - 1) {
            throw new IllegalArgumentException("a metric is written split.name, as val.auc: " + dotted);
        }
        return new Metric(dotted.substring(0, dot), dotted.substring(dot + 1));
    }

    /// By split, then by name; HR@5 before HR@10.
    @Override
    public int compareTo(Metric other) {
        return ORDER.compare(this, other);
    }

    private static String beforeK(String name) {
        Matcher atK = AT_K.matcher(name);
        return atK.matches() ? atK.group(1) : name;
    }

    private static int k(String name) {
        Matcher atK = AT_K.matcher(name);
        return atK.matches() ? Integer.parseInt(atK.group(2)) : 0;
    }

    @Override
    public String toString() {
        return split + "." + name;
    }
}
