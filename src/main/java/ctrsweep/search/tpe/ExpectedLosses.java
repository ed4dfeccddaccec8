package ctrsweep.search.tpe;

import ctrsweep.search.Observation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/// The losses that pruned trials are expected to have at their end, so that trials with different numbers of epochs
/// can be compared: in Hyperband, a poor trial of a bracket that prunes late must not count as better than a good
/// one that was pruned early.
///
/// The expected loss of a pruned trial is its own plus the further falls of trials that went on: from one rung to
/// the next, the median fall of all trials that reached the next rung. Rungs are numbers of epochs at which trials
/// were pruned, sparse if there are many. Losses are the lowest until an epoch.
final class ExpectedLosses {
    /// The least ratio of neighbouring rungs, which bounds their number; that of ASHA and Hyperband is at least 2.
    private static final double RATIO = 1.5;

    /// Ascending.
    private final int[] rungs;

    /// For each rung, how much losses change from there to the end: usually below 0.
    private final double[] changes;

    private ExpectedLosses(int[] rungs, double[] changes) {
        this.rungs = rungs;
        this.changes = changes;
    }

    static ExpectedLosses of(List<Observation> observations) {
        int[] rungs = rungs(observations);
        double[][] bests = observations.stream().map(each -> bests(each, rungs)).toArray(double[][]::new);
        double[] changes = new double[rungs.length];
        double change = 0;
        for (int rung = rungs.length - 1; rung >= 0; rung--) {
            int from = rung;
            change += median(Arrays.stream(bests).mapToDouble(each -> each[from + 1] - each[from]));
            changes[rung] = change;
        }
        return new ExpectedLosses(rungs, changes);
    }

    /// Whether the expected loss of an observation depends on others: that of a pruned trial whose losses are known.
    static boolean dependsOnOthers(Observation observation) {
        return observation.prunedAfter().orElse(0) > 0 && !observation.losses().isEmpty();
    }

    private static int[] rungs(List<Observation> observations) {
        int[] pruned = observations.stream()
                .filter(ExpectedLosses::dependsOnOthers)
                .mapToInt(each -> each.prunedAfter().getAsInt())
                .distinct()
                .sorted()
                .toArray();
        List<Integer> rungs = new ArrayList<>();
        for (int i = pruned.length - 1; i >= 0; i--) {
            if (rungs.isEmpty() || pruned[i] * RATIO <= rungs.getFirst()) {
                rungs.addFirst(pruned[i]);
            }
        }
        return rungs.stream().mapToInt(Integer::intValue).toArray();
    }

    /// The lowest losses until each rung, and until the end; not finite where the trial did not come that far or
    /// had no number yet.
    private static double[] bests(Observation observation, int[] rungs) {
        double[] bests = new double[rungs.length + 1];
        boolean pruned = observation.prunedAfter().isPresent();
        List<Double> losses = observation.losses();
        double best = Double.POSITIVE_INFINITY;
        int epoch = 0;
        for (int rung = 0; rung < rungs.length; rung++) {
            while (epoch < Math.min(rungs[rung], losses.size())) {
                double loss = losses.get(epoch++);
                best = loss < best ? loss : best;
            }
            boolean reached = rungs[rung] <= losses.size() || (!pruned && !losses.isEmpty());
            bests[rung] = reached ? best : Double.NaN;
        }
        bests[rungs.length] = pruned ? Double.NaN : observation.loss();
        return bests;
    }

    /// The median of those that are finite; 0 if none is.
    private static double median(DoubleStream numbers) {
        double[] sorted = numbers.filter(Double::isFinite).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length == 0 ? 0 : (sorted[(sorted.length - 1) / 2] + sorted[middle]) / 2;
    }

    double of(Observation observation) {
        if (!dependsOnOthers(observation)) {
            return observation.loss();
        }
        int place = Arrays.binarySearch(rungs, observation.prunedAfter().getAsInt());
        return observation.loss() + changes[place >= 0 ? place : -place - 1];
    }
}
