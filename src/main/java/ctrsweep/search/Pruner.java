package ctrsweep.search;

import java.util.Collection;
import java.util.OptionalLong;

/// Decides which trials are worth their epochs: pure functions of the curves so far.
public interface Pruner {

    /// Whether a running trial stops after its latest epoch.
    ///
    /// @param all curves of the sweep, the trial's own included
    boolean stops(Curve trial, Collection<Curve> all);

    /// Whether a trial that it stops only pauses, and may go on when others turn out worse.
    default boolean pauses() {
        return false;
    }

    /// The pruned trial that is to go on before any new one begins.
    ///
    /// @param all curves of the sweep
    default OptionalLong promotes(Collection<Curve> all) {
        return OptionalLong.empty();
    }
}
