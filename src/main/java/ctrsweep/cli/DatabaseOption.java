package ctrsweep.cli;

import ctrsweep.cli.text.ConsoleEnvironment;
import ctrsweep.store.Database;
import ctrsweep.store.Queries;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import picocli.CommandLine.Option;

/// `--db`, for commands that ask.
final class DatabaseOption {
    @Option(
            names = "--db",
            paramLabel = "FILE",
            description = "The results database. Default: $CTRSWEEP_DB, else db/sweeps.db.")
    private Optional<Path> file = Optional.empty();

    Path file(ConsoleEnvironment console) {
        return file.orElse(console.database());
    }

    /// Opens the database to read it, and closes it after.
    void ask(ConsoleEnvironment console, Consumer<Queries> question) {
        answer(console, queries -> {
            question.accept(queries);
            return queries;
        });
    }

    /// What is read from the database, which is closed again.
    <T> T answer(ConsoleEnvironment console, Function<Queries, T> question) {
        try (Database database = Database.openForReading(file(console))) {
            return question.apply(new Queries(database));
        }
    }
}
