package ctrsweep.sweep;

import java.util.List;

/// Told of a trial's epochs, in their order, and says each time whether the trial goes on.
@FunctionalInterface
public interface EpochListener {

    EpochDecision accept(EpochReport epoch);

    /// Told once the data is there, before the first epoch.
    ///
    /// @throws IncomparableException when the trial's results could not be compared with those of the sweep
    default void restsOn(Basis basis) {}

    /// Told before the first epoch of a trial that does not go on from where an earlier attempt was cut short.
    default void beginsAnew() {}

    /// The epochs that an earlier attempt trained, at least one, if this attempt goes on from there; before all
    /// others.
    default EpochDecision resumed(List<EpochReport> earlier) {
        earlier.forEach(this::accept);
        return EpochDecision.GO_ON;
    }

    /// A line that a program printed seems to tell an epoch, and cannot be taken for one.
    ///
    /// @param line where it is, and why it does not count
    default void notTaken(String line) {}

    /// Whether the trial's time is over. Asked now and then within an epoch, which is then cut short; what the trial
    /// came to with the epochs before counts.
    default boolean isOverdue() {
        return false;
    }
}
