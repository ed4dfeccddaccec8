package ctrsweep.cli.launch;

import ctrsweep.store.Database;
import ctrsweep.store.SqliteResults;
import ctrsweep.sweep.Results;
import java.nio.file.Path;
import java.util.function.Function;

/// The results of a database file. Each answer opens the database and closes it again, so that a replaced file
/// is seen.
public record ResultsSource(Path file) {

    public <T> T answer(Function<Results, T> question) {
        try (Database database = Database.openForReading(file)) {
            return question.apply(new SqliteResults(database));
        }
    }
}
