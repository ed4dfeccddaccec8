package ctrsweep.sweep;

import java.util.List;
import java.util.function.Consumer;

/// Told of a trial's epochs, in their order.
@FunctionalInterface
public interface EpochListener extends Consumer<EpochReport> {

    /// The epochs that an earlier attempt trained, if this one goes on from there; before all others.
    default void resumed(List<EpochReport> earlier) {
        earlier.forEach(this);
    }
}
