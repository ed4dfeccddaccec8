package ctrsweep.cli.launch;

import ctrsweep.store.Database;
import ctrsweep.store.DatabaseResults;
import ctrsweep.sweep.DatabaseAddress;
import ctrsweep.sweep.Results;
import java.util.function.Consumer;
import java.util.function.Function;

/// The results of a database. Each answer opens the database and closes it again, so that a replaced file
/// is seen.
/// @param told gets a line when a server is lost, and one when it is back
public record ResultsSource(DatabaseAddress address, Consumer<String> told) {

    public <T> T answer(Function<Results, T> question) {
        try (Database database = Database.openForReading(address, told)) {
            return question.apply(new DatabaseResults(database));
        }
    }
}
