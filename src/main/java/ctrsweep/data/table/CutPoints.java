package ctrsweep.data.table;

import ctrsweep.settings.DataSettings;
import ctrsweep.settings.DataSettings.SplitStrategy;
import java.util.Optional;

/// The times at which a temporal split divides the rows, in unix seconds: quantiles of their times. Rows up to the
/// first train, rows up to the second are for validation, later rows for test.
public record CutPoints(double first, double second) {

    /// Empty for other splits.
    static Optional<CutPoints> of(RowTimes rows, DataSettings data) {
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
