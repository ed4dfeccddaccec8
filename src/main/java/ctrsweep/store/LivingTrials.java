package ctrsweep.store;

import ctrsweep.sweep.Owner;
import ctrsweep.sweep.ResultsException;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;

/// Trials that a process may be working on.
///
/// @param dead whether an owner has certainly ended
record LivingTrials(DatabaseClock clock, Predicate<String> dead) {
    private record Running(long number, String owner) {}

    /// @throws ResultsException when a process that may be alive is running a trial of the sweep
    void refuse(Handle handle, long sweep, String name) {
        handle
                .select("""
                        SELECT number, owner FROM trial
                         WHERE sweep_id = :sweep AND state = 'running' AND lease >= :now ORDER BY number""")
                .bind("sweep", sweep)
                .bind("now", clock.now(handle))
                .map((row, context) -> new Running(row.getLong("number"), row.getString("owner")))
                .list()
                .stream()
                .filter(running -> !dead.test(running.owner))
                .findFirst()
                .ifPresent(running -> {
                    throw new ResultsException("trial %d of sweep %s is run by %s; end that first"
                            .formatted(running.number, name, Owner.inWords(running.owner)));
                });
    }
}
