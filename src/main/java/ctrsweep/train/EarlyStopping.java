package ctrsweep.train;

import ctrsweep.metric.Goal;

/// Which epoch is the best so far, and whether to go on.
///
/// The first epoch is the best so far; a later one is when its metric beats the best by more than `minDelta`.
final class EarlyStopping {
    private final Goal goal;
    private final double minDelta;
    private final int patience;
    private double best = Double.NaN;
    private int bestEpoch;
    private int epoch;

    /// @param patience stop after so many epochs in a row without an improvement
    EarlyStopping(Goal goal, double minDelta, int patience) {
        this.goal = goal;
        this.minDelta = minDelta;
        this.patience = patience;
    }

    /// Whether this epoch is the best so far.
    boolean epochEnded(double metric) {
        epoch++;
        boolean improved =
                epoch == 1 || (Double.isNaN(best) && !Double.isNaN(metric)) || goal.better(metric, best, minDelta);
        if (improved) {
            best = metric;
            bestEpoch = epoch;
        }
        return improved;
    }

    boolean stops() {
        return epoch - bestEpoch >= patience;
    }

    /// From 1; 0 before the first epoch.
    int bestEpoch() {
        return bestEpoch;
    }
}
