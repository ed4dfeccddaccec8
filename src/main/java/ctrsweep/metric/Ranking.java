package ctrsweep.metric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/// The ranks of the positives of each group, best score first; computed once for all K.
///
/// Equal scores have no order, so each metric is its expected value over all orders of the tied rows: the
/// order of the input cannot matter. Groups without a positive do not count; without any group that counts a
/// metric is empty; if a score is NaN, so is the metric.
public final class Ranking {
    private final List<List<Tie>> groups;
    private final boolean nan;

    private Ranking(List<List<Tie>> groups, boolean nan) {
        this.groups = groups;
        this.nan = nan;
    }

    /// Rows of one score, at least one of which is positive.
    ///
    /// @param above rows of the group with a higher score
    /// @param size rows with this score
    /// @param positives how many of them are positive
    private record Tie(int above, int size, int positives) {

        /// The chance that none of the positives stands among the first k of the group.
        double missedBy(int k) {
            int places = Math.clamp(k - above, 0, size);
            double missed = 1;
            for (int i = 0; i < positives; i++) {
                missed *= Math.max(0.0, size - places - i) / (size - i);
            }
            return missed;
        }

        /// Expected sum of 1/log2(rank + 1) over the positives among the first k.
        double gain(int k) {
            double sum = 0;
            for (int rank = above + 1; rank <= Math.min(above + size, k); rank++) {
                sum += discount(rank);
            }
            return sum * positives / size;
        }
    }

    /// @param scores anything that rises with the probability: logits will do
    /// @param groups the list that each row is ranked in; rows of a group stand together
    public static Ranking of(float[] scores, float[] labels, int[] groups) {
        return of(Metrics.widened(scores), labels, groups);
    }

    public static Ranking of(double[] scores, float[] labels, int[] groups) {
        Metrics.requireSameLength(scores.length, labels.length);
        Metrics.requireSameLength(scores.length, groups.length);
        List<List<Tie>> ties = new ArrayList<>();
        Scores.eachGroup(groups, (from, to) -> {
            double[] levels = levels(Scores.sortedPositives(scores, labels, from, to));
            if (levels.length > 0) {
                ties.add(ties(scores, labels, from, to, levels));
            }
        });
        return new Ranking(List.copyOf(ties), Scores.anyNaN(scores));
    }

    /// HR@K: the share of groups with a positive among their first k rows.
    public OptionalDouble hitRate(int k) {
        return mean(
                ties -> 1 - ties.stream().mapToDouble(tie -> tie.missedBy(k)).reduce(1, (a, b) -> a * b));
    }

    /// NDCG@K: gain 1/log2(rank + 1) of the positives among the first k, over that of the best order
    /// (Järvelin and Kekäläinen 2002), averaged over groups.
    public OptionalDouble ndcg(int k) {
        return mean(ties -> {
            int positives = ties.stream().mapToInt(Tie::positives).sum();
            double best = new Tie(0, positives, positives).gain(k);
            return ties.stream().mapToDouble(tie -> tie.gain(k)).sum() / best;
        });
    }

    private OptionalDouble mean(ToDoubleFunction<List<Tie>> metric) {
        OptionalDouble mean = groups.stream().mapToDouble(metric).average();
        return nan && mean.isPresent() ? OptionalDouble.of(Double.NaN) : mean;
    }

    private static double discount(int rank) {
        return Math.log(2) / Math.log1p(rank);
    }

    /// The distinct values of an ascending array.
    private static double[] levels(double[] ascending) {
        int count = 0;
        double[] distinct = new double[ascending.length];
        for (double value : ascending) {
            if (count == 0 || distinct[count - 1] != value) {
                distinct[count++] = value;
            }
        }
        return Arrays.copyOf(distinct, count);
    }

    /// The ties of one group at the levels of its positives, best first.
    private static List<Tie> ties(double[] scores, float[] labels, int from, int to, double[] levels) {
        int[] over = new int[levels.length];
        int[] equal = new int[levels.length];
        int[] positives = new int[levels.length];
        for (int i = from; i < to; i++) {
            int level = Scores.countBelow(levels, scores[i]);
            if (level < levels.length && levels[level] == scores[i]) {
                equal[level]++;
                positives[level] += Scores.positive(labels[i]) ? 1 : 0;
            } else if (level > 0) {
                over[level - 1]++;
            }
        }
        List<Tie> ties = new ArrayList<>();
        int above = 0;
        for (int level = levels.length - 1; level >= 0; level--) {
            above += over[level];
            ties.add(new Tie(above, equal[level], positives[level]));
            above += equal[level];
        }
        return ties;
    }
}
