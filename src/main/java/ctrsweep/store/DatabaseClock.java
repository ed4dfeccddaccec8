package ctrsweep.store;

import java.time.Instant;
import org.jdbi.v3.core.Handle;

/// Tells the time within a transaction. Processes on several hosts share the clock of their database server.
@FunctionalInterface
interface DatabaseClock {
    Instant now(Handle handle);
}
