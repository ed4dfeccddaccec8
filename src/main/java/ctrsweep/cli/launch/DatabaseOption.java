package ctrsweep.cli.launch;

import ctrsweep.cli.text.ConsoleEnvironment;
import ctrsweep.report.Escaped;
import ctrsweep.store.Database;
import ctrsweep.sweep.DatabaseAddress;
import ctrsweep.sweep.Results;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import picocli.CommandLine.Option;

/// `--db`, for commands that read results.
public final class DatabaseOption {
    @Option(
            names = "--db",
            paramLabel = "FILE|URL",
            description =
                    "The results database: a file, or postgresql://user@host/db. Default: $CTRSWEEP_DB, else db/sweeps.db.")
    private Optional<String> place = Optional.empty();

    public DatabaseAddress address(ConsoleEnvironment console) {
        return place.map(DatabaseAddress::of).orElse(console.database());
    }

    public boolean exists(ConsoleEnvironment console) {
        return Database.exists(address(console));
    }

    public Database forReading(ConsoleEnvironment console) {
        return Database.openForReading(address(console), told(console));
    }

    public Database forWriting(ConsoleEnvironment console) {
        return Database.openForWriting(address(console), told(console));
    }

    /// Tells on the terminal when a server was lost and when it is back.
    public static Consumer<String> told(ConsoleEnvironment console) {
        return line -> console.err().println("sweep: " + Escaped.of(line));
    }

    public ResultsSource source(ConsoleEnvironment console) {
        return new ResultsSource(address(console), told(console));
    }

    public void ask(ConsoleEnvironment console, Consumer<Results> question) {
        answer(console, results -> {
            question.accept(results);
            return results;
        });
    }

    /// The answer to a question; the database is open only while it is answered.
    public <T> T answer(ConsoleEnvironment console, Function<Results, T> question) {
        return source(console).answer(question);
    }
}
