package ctrsweep.search;

import java.util.List;

/// What one trial's epochs have come to so far.
///
/// @param trial its number
/// @param losses of the metric that the pruner watches, by epoch from 1, negative where it is maximised: the lower
///     the better; NaN where it is missing or not a number
public record Curve(long trial, List<Double> losses, Standing standing) {

    public Curve {
        losses = List.copyOf(losses);
    }

    public enum Standing {
        RUNNING,
        /// Stopped by the pruner after its last epoch; may go on from there.
        PRUNED,
        /// Completed or failed: goes on no more.
        ENDED
    }

    /// Epochs trained.
    public int epochs() {
        return losses.size();
    }
}
