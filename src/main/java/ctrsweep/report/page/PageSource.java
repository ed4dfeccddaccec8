package ctrsweep.report.page;

import java.time.Instant;
import java.util.List;

/// Where the trials of a page come from, and so what commands can tell more of them.
public sealed interface PageSource {

    /// A sweep of the database.
    ///
    /// @param ofProgram whether its trials were runs of a program
    record Sweep(String method, long seed, boolean ofProgram, Instant created, Instant lastActivity)
            implements PageSource {}

    /// Files of single runs: no sweep, and in no database.
    ///
    /// @param names one for each trial
    record Files(List<String> names) implements PageSource {
        public Files {
            names = List.copyOf(names);
        }
    }
}
