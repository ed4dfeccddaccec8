package ctrsweep.train;

import ctrsweep.metric.Goal;

/// Keeps the best epoch so far, and decides whether to go on.
///
/// The first epoch is the best so far; a later one is when its metric beats the best by more than `minDelta`.
/// Patience is counted in epochs, and may be in steps too.
final class EarlyStopping {
    private final Goal goal;
    private final double minDelta;
    private final int patience;
    private final int patienceSteps;
    private double best = Double.NaN;
    private int bestEpoch;
    private int epoch;
    private long steps;
    private long bestSteps;

    /// @param patience epochs in a row without an improvement after which the trial ends
    /// @param patienceSteps the same in steps; 0: epochs alone count
    EarlyStopping(Goal goal, double minDelta, int patience, int patienceSteps) {
        this.goal = goal;
        this.minDelta = minDelta;
        this.patience = patience;
        this.patienceSteps = patienceSteps;
    }

    /// Whether this epoch is the best so far.
    ///
    /// @param taken steps of the epoch
    boolean epochEnded(double metric, long taken) {
        epoch++;
        steps += taken;
        boolean improved =
                epoch == 1 || (Double.isNaN(best) && !Double.isNaN(metric)) || goal.better(metric, best, minDelta);
        if (improved) {
            best = metric;
            bestEpoch = epoch;
            bestSteps = steps;
        }
        return improved;
    }

    boolean stops() {
        return epoch - bestEpoch >= patience || (patienceSteps > 0 && steps - bestSteps >= patienceSteps);
    }

    /// The best epoch, from 1; 0 before the first one.
    int bestEpoch() {
        return bestEpoch;
    }
}
