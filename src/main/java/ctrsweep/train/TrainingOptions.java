package ctrsweep.train;

import ctrsweep.config.NanPolicy;
import java.util.List;
import java.util.Optional;

/// The decisions of a run about its training that are not in the trial's config.
///
/// @param nan what is done when a loss is not a number any more
/// @param compares whether trials are compared with each other, which needs validation rows
/// @param evaluates whether validation and test are measured; if not, the last epoch's weights are kept
/// @param countsWeights whether the number of weights is recorded as a metric
/// @param keepsWeights whether the best epoch's weights are written to a file
/// @param from weights to begin with, in place of random ones
/// @param rates learning rates of the epochs of an earlier run; training ends after as many, and a schedule that
///     goes by validation rows follows them. Empty: as the config says
public record TrainingOptions(
        NanPolicy nan,
        boolean compares,
        boolean evaluates,
        boolean countsWeights,
        boolean keepsWeights,
        Optional<FirstWeights> from,
        List<Double> rates) {
    public TrainingOptions(
            NanPolicy nan, boolean compares, boolean evaluates, boolean keepsWeights, Optional<FirstWeights> from) {
        this(nan, compares, evaluates, false, keepsWeights, from, List.of());
    }

    public TrainingOptions {
        rates = List.copyOf(rates);
    }

    /// The options of a run on all rows, which has no validation rows to end it.
    ///
    /// @param rates of the epochs that the earlier run trained to its best
    public static TrainingOptions ofAllRows(List<Double> rates) {
        return new TrainingOptions(NanPolicy.FAIL, false, true, false, true, Optional.empty(), rates);
    }

    /// The options of a sweep's trials.
    public static TrainingOptions ofTrials(NanPolicy nan, boolean keepsWeights) {
        return ofTrials(nan, keepsWeights, false);
    }

    /// The options of a sweep's trials.
    public static TrainingOptions ofTrials(NanPolicy nan, boolean keepsWeights, boolean countsWeights) {
        return new TrainingOptions(nan, true, true, countsWeights, keepsWeights, Optional.empty(), List.of());
    }
}
