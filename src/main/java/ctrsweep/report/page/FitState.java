package ctrsweep.report.page;

import java.util.Locale;

/// The state of a trial's fit, judged by its learning curves.
enum FitState {
    /// Fewer than two epochs.
    UNKNOWN,
    /// The last epoch is the best: more epochs might help.
    STILL_IMPROVING,
    /// Since the best epoch the training loss fell further, and the objective got worse by more than its noise.
    OVERFITTING,
    /// The last epoch is not the best, but the training loss did not fall or the difference may be noise.
    PAST_ITS_BEST;

    /// Empty for [#UNKNOWN].
    String words() {
        return this == UNKNOWN ? "" : name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
