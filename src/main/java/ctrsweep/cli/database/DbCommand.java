package ctrsweep.cli.database;

import ctrsweep.cli.launch.DatabaseOption;
import ctrsweep.cli.text.CommandFailure;
import ctrsweep.cli.text.ConsoleEnvironment;
import ctrsweep.report.Escaped;
import ctrsweep.store.Database;
import ctrsweep.store.DatabaseCopy;
import ctrsweep.store.Upkeep;
import ctrsweep.sweep.DatabaseAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "db",
        mixinStandardHelpOptions = true,
        description = "Looks after the results database.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./sweep db check",
            "  ./sweep db backup ~/sweeps-backup.db",
            "  ./sweep db compact",
            "  ./sweep db copy db/sweeps.db postgresql://ada@db.example.org/lab"
        })
public final class DbCommand {
    private final ConsoleEnvironment console;

    public DbCommand(ConsoleEnvironment console) {
        this.console = console;
    }

    @Command(
            name = "check",
            mixinStandardHelpOptions = true,
            description = {
                "Reads every page and row: whether the file is sound and its rows agree with each other.",
                "Of a PostgreSQL database, whose server looks after pages and references, only the latter."
            },
            footerHeading = "%nExample:%n",
            footer = "  ./sweep db check")
    void check(@Mixin DatabaseOption database) {
        DatabaseAddress place = database.address(console);
        List<String> faults;
        List<Upkeep.Foreign> foreign;
        try (Database results = database.forReading(console)) {
            faults = new ArrayList<>(Upkeep.check(results));
            foreign = Upkeep.foreign(results);
        }
        foreign.stream()
                .filter(Upkeep.Foreign::harmful)
                .map(trigger -> trigger.name()
                        + " is not of ctrsweep: it may change or refuse what sweeps record; DROP TRIGGER removes it")
                .forEach(faults::add);
        if (!faults.isEmpty()) {
            throw new CommandFailure("%s: %s".formatted(place, String.join("; ", faults)));
        }
        console.out().println(place + " is sound");
        if (!foreign.isEmpty()) {
            console.out()
                    .println("not of ctrsweep, and left alone: "
                            + Escaped.of(
                                    foreign.stream().map(Upkeep.Foreign::name).collect(Collectors.joining(", "))));
        }
    }

    @Command(
            name = "backup",
            mixinStandardHelpOptions = true,
            description = "Copies the database to another SQLite file while sweeps may go on writing.",
            footerHeading = "%nExample:%n",
            footer = "  ./sweep db backup ~/sweeps-backup.db")
    void backup(
            @Mixin DatabaseOption database,
            @Parameters(paramLabel = "FILE", description = "The copy; a file that is there is left alone.") Path copy) {
        try (Database results = database.forReading(console)) {
            long bytes = Upkeep.backup(results, copy);
            console.out().println("%s copied to %s, %s".formatted(database.address(console), copy, size(bytes)));
        }
    }

    @Command(
            name = "compact",
            mixinStandardHelpOptions = true,
            description = {
                "Rewrites the file without the room that deleted sweeps left.",
                "In a PostgreSQL database, VACUUM gives that room to further rows."
            },
            footerHeading = "%nExample:%n",
            footer = "  ./sweep db compact")
    void compact(@Mixin DatabaseOption database) {
        try (Database results = database.forWriting(console)) {
            Upkeep.Compacted sizes = Upkeep.compact(results);
            console.out()
                    .println("%s: %s, was %s"
                            .formatted(database.address(console), size(sizes.after()), size(sizes.before())));
        }
    }

    @Command(
            name = "copy",
            mixinStandardHelpOptions = true,
            description = {
                "Copies sweeps with everything that is recorded of them to another database, all of them or none.",
                "Each database is a file or a URL; the second is created if it is missing."
            },
            footerHeading = "%nExamples:%n",
            footer = {
                "  ./sweep db copy db/sweeps.db postgresql://ada@db.example.org/lab",
                "  ./sweep db copy postgresql://ada@db.example.org/lab laptop.db quickstart"
            })
    void copy(
            @Parameters(paramLabel = "FROM", description = "The database with the sweeps.") String from,
            @Parameters(paramLabel = "TO", description = "The database that gets them.") String to,
            @Parameters(paramLabel = "SWEEP", arity = "0..*", description = "Names of the sweeps. Default: all.")
                    List<String> sweeps) {
        List<String> names = Objects.requireNonNullElse(sweeps, List.of());
        try (Database source = Database.openForReading(DatabaseAddress.of(from), DatabaseOption.told(console));
                Database target = Database.openForWriting(DatabaseAddress.of(to), DatabaseOption.told(console))) {
            DatabaseCopy.Copied copied = DatabaseCopy.of(source, target, names);
            console.out()
                    .println("copied %d sweeps with %d trials and %d epochs from %s to %s"
                            .formatted(
                                    copied.sweeps(),
                                    copied.trials(),
                                    copied.epochs(),
                                    DatabaseAddress.of(from),
                                    DatabaseAddress.of(to)));
        }
    }

    private static String size(long bytes) {
        return "%.1f MB".formatted(bytes / 1e6);
    }
}
