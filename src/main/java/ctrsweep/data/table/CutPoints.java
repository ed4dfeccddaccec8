package ctrsweep.data.table;

import ctrsweep.data.Quantile;
import ctrsweep.settings.Experiment;
import ctrsweep.settings.Experiment.SplitStrategy;
import java.util.Optional;

/// Where a split by time divides the rows, in unix seconds: quantiles of their times. Train is all up to the
/// first, validation all up to the second, test what is later.
public record CutPoints(double first, double second) {

    /// None of another split.
    static Optional<CutPoints> of(RowTimes rows, Experiment.Data data) {
        if (data.splitStrategy() != SplitStrategy.TEMPORAL) {
            return Optional.empty();
        }
        long[] times = rows.ascending();
        double test = data.temporalTestRatio();
        return Optional.of(
                new CutPoints(Quantile.of(times, 1 - data.temporalValRatio() - test), Quantile.of(times, 1 - test)));
    }

    SplitPart part(long time) {
        return time <= first ? SplitPart.TRAIN : time <= second ? SplitPart.VALIDATION : SplitPart.TEST;
    }
}
