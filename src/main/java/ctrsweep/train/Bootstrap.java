package ctrsweep.train;

import ctrsweep.config.Experiment.LossName;
import ctrsweep.data.Rows;
import ctrsweep.sweep.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;

/// How far a metric depends on the rows that happened to be in the split: rows are drawn with replacement and
/// the metric is measured on each draw (Efron 1979). Metrics of lists (GAUC, HR@K, NDCG@K) draw whole lists.
///
/// Of a large split fewer rows are drawn, and the spread is scaled by the root of that share (m out of n:
/// Bickel, Goetze and van Zwet 1997), so that this costs no more than an epoch's validation.
///
/// @param metric without the split, as `auc`
record Bootstrap(String metric, LossName loss, long seed) {
    private static final int REPLICATES = 200;
    private static final int MOST_ROWS = 10_000;

    /// @param value the metric on all rows
    /// @param outputs one for each row: logits or ratings
    /// @return the middle 95% of the replicates; empty where the value or too many of them are undefined
    Optional<Outcome.Interval> interval(double value, float[] outputs, Rows rows) {
        if (!Double.isFinite(value)) {
            return Optional.empty();
        }
        List<Unit> units = units(rows);
        int drawn = (int) Math.max(1, Math.min(units.size(), (long) units.size() * MOST_ROWS / rows.labels().length));
        double[] replicates = replicates(outputs, rows, units, drawn);
        if (replicates.length < REPLICATES / 2) {
            return Optional.empty();
        }
        Arrays.sort(replicates);
        double center = Arrays.stream(replicates).average().orElseThrow();
        double scale = Math.sqrt((double) drawn / units.size());
        return Optional.of(new Outcome.Interval(
                value + scale * Math.min(0, quantile(replicates, 0.025) - center),
                value + scale * Math.max(0, quantile(replicates, 0.975) - center)));
    }

    /// What is drawn as one: rows `from` to `to` (excluded).
    private record Unit(int from, int to) {}

    private List<Unit> units(Rows rows) {
        List<Unit> units = new ArrayList<>();
        int[] groups = rows.groups();
        boolean lists = metric.equals("gauc") || metric.indexOf('@') >= 0;
        int from = 0;
        for (int row = 1; row <= rows.labels().length; row++) {
            if (row == rows.labels().length || !lists || groups[row] != groups[from]) {
                units.add(new Unit(from, row));
                from = row;
            }
        }
        return units;
    }

    private double[] replicates(float[] outputs, Rows rows, List<Unit> units, int drawn) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] defined = new double[REPLICATES];
        int count = 0;
        for (int replicate = 0; replicate < REPLICATES; replicate++) {
            OptionalDouble value = replicate(outputs, rows.labels(), units, drawn, random);
            if (value.isPresent() && Double.isFinite(value.getAsDouble())) {
                defined[count++] = value.getAsDouble();
            }
        }
        return Arrays.copyOf(defined, count);
    }

    private OptionalDouble replicate(
            float[] outputs, float[] labels, List<Unit> units, int drawn, SplittableRandom random) {
        List<Unit> chosen =
                random.ints(drawn, 0, units.size()).mapToObj(units::get).toList();
        int length = chosen.stream().mapToInt(unit -> unit.to - unit.from).sum();
        float[] someOutputs = new float[length];
        float[] someLabels = new float[length];
        int[] groups = new int[length];
        int at = 0;
        for (int place = 0; place < chosen.size(); place++) {
            Unit unit = chosen.get(place);
            int size = unit.to - unit.from;
            System.arraycopy(outputs, unit.from, someOutputs, at, size);
            System.arraycopy(labels, unit.from, someLabels, at, size);
            Arrays.fill(groups, at, at + size, place);
            at += size;
        }
        return Evaluation.metric(metric, someOutputs, someLabels, groups, loss);
    }

    private static double quantile(double[] ascending, double share) {
        return ascending[(int) Math.round(share * (ascending.length - 1))];
    }
}
