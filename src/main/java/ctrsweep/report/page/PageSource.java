package ctrsweep.report.page;

import ctrsweep.config.KeptPruner;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The source of a page's trials, which decides the commands that the page offers.
public sealed interface PageSource {

    /// A sweep of the database.
    ///
    /// @param ofProgram whether its trials are runs of a user's program
    record Sweep(
            String method,
            long seed,
            boolean ofProgram,
            Optional<KeptPruner> pruner,
            Instant created,
            Instant lastActivity)
            implements PageSource {}

    /// The result files of single runs, which no database has.
    ///
    /// @param names of the runs, one for each trial
    record Files(List<String> names) implements PageSource {
        public Files {
            names = List.copyOf(names);
        }
    }
}
