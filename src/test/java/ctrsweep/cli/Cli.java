package ctrsweep.cli;

import ctrsweep.cli.text.ConsoleEnvironment;
import ctrsweep.data.DataPlaces;
import ctrsweep.report.terminal.Glyphs;
import ctrsweep.report.terminal.TerminalStyle;
import ctrsweep.sweep.DatabaseAddress;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;

/// What a command line came to.
public record Cli(int code, String out, String err) {

    /// Runs a command in this process, on a terminal of 100 columns, in UTC.
    static Cli launch(Path database, String... args) {
        return launch(database, 100, args);
    }

    static Cli launch(Path database, int width, String... args) {
        Path folder = Objects.requireNonNull(database.toAbsolutePath().getParent());
        return launch(folder, new DatabaseAddress.File(database), width, args);
    }

    /// @param folder of everything but the database
    static Cli launch(Path folder, DatabaseAddress database, int width, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = Main.run(
                args,
                console(
                        folder,
                        database,
                        width,
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8)));
        return new Cli(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    public static ConsoleEnvironment console(Path database, int width, PrintStream out, PrintStream err) {
        Path folder = Objects.requireNonNull(database.toAbsolutePath().getParent());
        return console(folder, new DatabaseAddress.File(database), width, out, err);
    }

    /// @param folder of everything but the database
    private static ConsoleEnvironment console(
            Path folder, DatabaseAddress database, int width, PrintStream out, PrintStream err) {
        return new ConsoleEnvironment(
                out,
                err,
                width,
                new TerminalStyle(Glyphs.BLOCKS, false),
                database,
                ZoneOffset.UTC,
                folder,
                folder.resolve("outputs"),
                DataPlaces.of(Map.of("XDG_CACHE_HOME", folder.resolve("cache").toString()), new Properties())
                        .in(folder),
                false);
    }
}
