package ctrsweep.cli;

import ctrsweep.store.Database;
import ctrsweep.store.Queries;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import picocli.CommandLine.Option;

/// `--db`, for commands that ask.
final class DatabaseOption {
    @Option(
            names = "--db",
            paramLabel = "FILE",
            description = "The results database. Default: $CTRSWEEP_DB, else db/sweeps.db.")
    private Optional<Path> file = Optional.empty();

    Path file(Surroundings surroundings) {
        return file.orElse(surroundings.database());
    }

    /// Opens the database to read it, and closes it after.
    void ask(Surroundings surroundings, Consumer<Queries> question) {
        try (Database database = Database.openForReading(file(surroundings))) {
            question.accept(new Queries(database));
        }
    }
}
