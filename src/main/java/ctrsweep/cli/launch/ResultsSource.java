package ctrsweep.cli.launch;

import ctrsweep.store.Database;
import ctrsweep.store.SqliteResults;
import ctrsweep.sweep.Results;
import java.nio.file.Path;
import java.util.function.Function;

/// Where results are read from. The database is opened for each answer, so that one that was replaced is seen.
public record ResultsSource(Path file) {

    /// What is read from the database, which is closed again.
    public <T> T answer(Function<Results, T> question) {
        try (Database database = Database.openForReading(file)) {
            return question.apply(new SqliteResults(database));
        }
    }
}
