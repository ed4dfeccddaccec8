package ctrsweep.train;

import ctrsweep.metric.Goal;
import ctrsweep.settings.ScheduleSettings;

/// The learning rate, cut when a metric has not improved for more than some epochs: PyTorch's
/// `ReduceLROnPlateau` with a relative threshold.
final class ReduceOnPlateau implements Schedule {
    /// Smaller changes of the rate are not made.
    private static final double SMALLEST_CHANGE = 1e-8;

    private final Goal goal;
    private final ScheduleSettings settings;
    private double lr;
    private double best;
    private int badEpochs;

    ReduceOnPlateau(double lr, Goal goal, ScheduleSettings settings) {
        this.lr = lr;
        this.goal = goal;
        this.settings = settings;
        this.best = goal == Goal.MAXIMIZE ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }

    @Override
    public double lr(long updates) {
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
        if (badEpochs > settings.patience()) {
            badEpochs = 0;
            if (lr - lr * settings.factor() > SMALLEST_CHANGE) {
                lr *= settings.factor();
            }
        }
    }

    private boolean improves(double metric) {
        return goal == Goal.MAXIMIZE
                ? metric > best * (1 + settings.threshold())
                : metric < best * (1 - settings.threshold());
    }
}
