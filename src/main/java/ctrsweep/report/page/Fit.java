package ctrsweep.report.page;

import java.util.Locale;

/// What a trial's curves say of it.
enum Fit {
    /// Fewer than two epochs.
    UNKNOWN,
    /// Its last epoch is its best: more epochs might help.
    STILL_IMPROVING,
    /// Since its best epoch the training loss went on falling, and validation got worse by more than its noise.
    OVERFITTING,
    /// Validation got no better since its best epoch; the training loss did not fall, or the difference may be noise.
    PAST_ITS_BEST;

    /// Empty where nothing can be said.
    String words() {
        return this == UNKNOWN ? "" : name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
