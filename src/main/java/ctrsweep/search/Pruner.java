package ctrsweep.search;

import java.util.Collection;
import java.util.OptionalLong;

/// Decides which trials continue: pure functions of the curves so far.
public interface Pruner {

    /// Whether a running trial stops after its latest epoch.
    ///
    /// @param all curves of the sweep, including the trial's own
    boolean stops(Curve trial, Collection<Curve> all);

    /// Whether a stopped trial only pauses, and resumes when other trials turn out worse.
    default boolean pauses() {
        return false;
    }

    /// The pruned trial that resumes before any new trial starts.
    ///
    /// @param all curves of the sweep
    default OptionalLong promotes(Collection<Curve> all) {
        return OptionalLong.empty();
    }
}
