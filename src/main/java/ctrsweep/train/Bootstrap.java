package ctrsweep.train;

import ctrsweep.data.Examples;
import ctrsweep.settings.LossSettings.LossName;
import ctrsweep.sweep.Outcome;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// How far a metric depends on the rows that happened to be in the split: rows are drawn with replacement and
/// the metric is measured on each draw (Efron 1979). Metrics of lists (GAUC, HR@K, NDCG@K) draw whole lists.
///
/// Fewer rows are drawn from a large split, and the spread is scaled by the root of that share (m out of n:
/// Bickel, Goetze and van Zwet 1997), so that this costs no more than an epoch's validation.
///
/// @param metric without the split, as `auc`
record Bootstrap(String metric, LossName loss, long seed) {
    private static final int REPLICATES = 200;
    private static final int MOST_ROWS = 10_000;

    /// @param value the metric on all rows
    /// @param outputs one for each row: logits or ratings
    /// @return the middle 95% of the replicates; empty where the value or too many of them are undefined
    Optional<Outcome.Interval> interval(double value, float[] outputs, Examples rows) {
        if (!Double.isFinite(value)) {
            return Optional.empty();
        }
        int[] units = units(rows);
        int count = units.length - 1;
        int drawn = (int) Math.max(1, Math.min(count, (long) count * MOST_ROWS / rows.labels().length));
        double[] replicates = replicates(outputs, rows, units, drawn);
        if (replicates.length < REPLICATES / 2) {
            return Optional.empty();
        }
        Arrays.sort(replicates);
        double center = Arrays.stream(replicates).average().orElseThrow();
        double scale = Math.sqrt((double) drawn / count);
        return Optional.of(new Outcome.Interval(
                value + scale * Math.min(0, quantile(replicates, 0.025) - center),
                value + scale * Math.max(0, quantile(replicates, 0.975) - center)));
    }

    /// The units that are drawn: the first row of each, then the number of rows.
    private int[] units(Examples rows) {
        int[] groups = rows.groups();
        boolean lists = metric.equals("gauc") || metric.indexOf('@') >= 0;
        return IntStream.rangeClosed(0, rows.labels().length)
                .filter(row -> row == 0 || row == rows.labels().length || !lists || groups[row] != groups[row - 1])
                .toArray();
    }

    private double[] replicates(float[] outputs, Examples rows, int[] units, int drawn) {
        SplittableRandom random = new SplittableRandom(seed);
        Draw draw = new Draw(outputs, rows.labels(), units);
        double[] defined = new double[REPLICATES];
        int count = 0;
        for (int replicate = 0; replicate < REPLICATES; replicate++) {
            draw.take(random.ints(drawn, 0, units.length - 1).toArray());
            OptionalDouble value = Evaluation.metric(metric, draw.outputs, draw.labels, draw.groups, loss);
            if (value.isPresent() && Double.isFinite(value.getAsDouble())) {
                defined[count++] = value.getAsDouble();
            }
        }
        return Arrays.copyOf(defined, count);
    }

    /// Rows that were drawn; the arrays serve again for the next draw of as many.
    private static final class Draw {
        private final float[] allOutputs;
        private final float[] allLabels;
        private final int[] units;
        private float[] outputs = new float[0];
        private float[] labels = new float[0];
        private int[] groups = new int[0];

        Draw(float[] allOutputs, float[] allLabels, int[] units) {
            this.allOutputs = allOutputs;
            this.allLabels = allLabels;
            this.units = units;
        }

        void take(int[] chosen) {
            int length = 0;
            for (int unit : chosen) {
                length += units[unit + 1] - units[unit];
            }
            if (length != outputs.length) {
                outputs = new float[length];
                labels = new float[length];
                groups = new int[length];
            }
            int at = 0;
            for (int place = 0; place < chosen.length; place++) {
                int end = units[chosen[place] + 1];
                for (int row = units[chosen[place]]; row < end; row++) {
                    outputs[at] = allOutputs[row];
                    labels[at] = allLabels[row];
                    groups[at] = place;
                    at++;
                }
            }
        }
    }

    private static double quantile(double[] ascending, double share) {
        return ascending[(int) Math.round(share * (ascending.length - 1))];
    }
}
