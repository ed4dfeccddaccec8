package ctrsweep.train;

import ctrsweep.config.Goal;

/// The learning rate, halved when a metric has not improved for more than two epochs: PyTorch's
/// `ReduceLROnPlateau` with factor 0.5, patience 2 and a relative threshold of 1e-4.
final class ReduceOnPlateau implements Schedule {
    private static final double FACTOR = 0.5;
    private static final int PATIENCE = 2;
    private static final double THRESHOLD = 1e-4;
    /// Smaller changes of the rate are not made.
    private static final double SMALLEST_CHANGE = 1e-8;

    private final Goal goal;
    private double lr;
    private double best;
    private int badEpochs;

    ReduceOnPlateau(double lr, Goal goal) {
        this.lr = lr;
        this.goal = goal;
        this.best = goal == Goal.MAXIMIZE ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }

    @Override
    public double lr() {
        return lr;
    }

    @Override
    public void epochEnded(double metric) {
        if (improves(metric)) {
            best = metric;
            badEpochs = 0;
        } else {
            badEpochs++;
        }
        if (badEpochs > PATIENCE) {
            badEpochs = 0;
            if (lr - lr * FACTOR > SMALLEST_CHANGE) {
                lr *= FACTOR;
            }
        }
    }

    private boolean improves(double metric) {
        return goal == Goal.MAXIMIZE ? metric > best * (1 + THRESHOLD) : metric < best * (1 - THRESHOLD);
    }
}
