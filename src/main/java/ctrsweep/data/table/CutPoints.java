package ctrsweep.data.table;

import ctrsweep.settings.Experiment;
import ctrsweep.settings.Experiment.SplitStrategy;
import java.util.Optional;

/// Where a split by time divides the rows, in unix seconds: quantiles of their times. Train is all up to the
/// first, validation all up to the second, test what is later.
public record CutPoints(double first, double second) {

    /// Empty for other splits.
    static Optional<CutPoints> of(RowTimes rows, Experiment.Data data) {
        if (data.splitStrategy() != SplitStrategy.TEMPORAL) {
            return Optional.empty();
        }
        long[] times = rows.ascending();
        double test = data.temporalTestRatio();
        return Optional.of(
                new CutPoints(quantile(times, 1 - data.temporalValRatio() - test), quantile(times, 1 - test)));
    }

    /// Interpolates between the two nearest values.
    ///
    /// @param share in [0, 1]
    static double quantile(long[] ascending, double share) {
        double place = Math.clamp(share, 0.0, 1.0) * (ascending.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, ascending.length - 1);
        return ascending[below] + (ascending[above] - ascending[below]) * (place - below);
    }

    SplitPart part(long time) {
        return time <= first ? SplitPart.TRAIN : time <= second ? SplitPart.VALIDATION : SplitPart.TEST;
    }
}
