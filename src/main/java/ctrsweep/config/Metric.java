package ctrsweep.config;

/// A measured quantity of one split, written `val.auc`.
///
/// @param split `train`, `val` or `test`
/// @param name `auc`, `logloss`, `loss`, `hr@10`, `ndcg@10`
public record Metric(String split, String name) implements Comparable<Metric> {

    public static Metric of(String dotted) {
        int dot = dotted.indexOf('.');
        if (dot < 1 || dot == dotted.length() - 1) {
            throw new IllegalArgumentException("a metric is written split.name, as val.auc: " + dotted);
        }
        return new Metric(dotted.substring(0, dot), dotted.substring(dot + 1));
    }

    @Override
    public int compareTo(Metric other) {
        int bySplit = split.compareTo(other.split);
        return bySplit != 0 ? bySplit : name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return split + "." + name;
    }
}
