package ctrsweep.cli.launch;

import ctrsweep.cli.text.ConsoleEnvironment;
import ctrsweep.sweep.Results;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import picocli.CommandLine.Option;

/// `--db`, for commands that read results.
public final class DatabaseOption {
    @Option(
            names = "--db",
            paramLabel = "FILE",
            description = "The results database. Default: $CTRSWEEP_DB, else db/sweeps.db.")
    private Optional<Path> file = Optional.empty();

    public Path file(ConsoleEnvironment console) {
        return file.orElse(console.database());
    }

    public void ask(ConsoleEnvironment console, Consumer<Results> question) {
        answer(console, results -> {
            question.accept(results);
            return results;
        });
    }

    /// The answer to a question; the database is open only while it is answered.
    public <T> T answer(ConsoleEnvironment console, Function<Results, T> question) {
        return new ResultsSource(file(console)).answer(question);
    }
}
