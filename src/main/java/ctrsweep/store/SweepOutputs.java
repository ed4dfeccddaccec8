package ctrsweep.store;

import ctrsweep.files.OutputsUri;
import java.util.Optional;

/// Where a sweep's files lie, as its launches record it.
public record SweepOutputs(Database database, String sweep) {

    /// The URI of the sweep's folder; empty where there is none, or no such sweep.
    public Optional<OutputsUri> uri() {
        return database.use(handle -> handle.select("SELECT outputs FROM sweep WHERE name = ?", sweep)
                        .mapTo(String.class)
                        .findOne())
                .filter(text -> !text.isEmpty())
                .map(OutputsUri::of);
    }

    public void record(OutputsUri uri) {
        database.transact(handle -> handle.execute(
                "UPDATE sweep SET outputs = ? WHERE name = ? AND outputs <> ?", uri.text(), sweep, uri.text()));
    }
}
