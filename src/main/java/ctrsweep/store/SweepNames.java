package ctrsweep.store;

import ctrsweep.sweep.ResultsException;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Finds sweeps by name, within a transaction.
final class SweepNames {
    private SweepNames() {}

    static Optional<Long> find(Handle handle, String name) {
        return handle.select("SELECT id FROM sweep WHERE name = :name")
                .bind("name", name)
                .mapTo(Long.class)
                .findOne();
    }

    /// @throws ResultsException when there is a sweep of this name
    static void refuseTaken(Handle handle, String name) {
        if (find(handle, name).isPresent()) {
            throw new ResultsException(
                    "there is a sweep %1$s already; choose another name, or see ./sweep delete %1$s".formatted(name));
        }
    }
}
