package ctrsweep.cli.launch;

import ctrsweep.cli.text.CommandFailure;
import ctrsweep.cli.text.ConsoleEnvironment;
import ctrsweep.files.FileProblem;
import ctrsweep.store.Database;
import java.io.IOException;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/// The log of one stream of a program's trial.
public final class TrialLog {
    private final Path file;
    private long position;

    private TrialLog(Path file) {
        this.file = file;
    }

    /// @param name `stdout.log` or `stderr.log`
    /// @throws CommandFailure when there is no such file
    public static TrialLog of(
            ConsoleEnvironment console, DatabaseOption database, String sweep, long trial, String name) {
        String id;
        try (Database open = database.forReading(console)) {
            id = open.id();
        }
        Path folder = SweepFolders.of(console, id, database.address(console))
                .find(sweep, true)
                .map(SweepFolder::path)
                .orElseThrow(() -> new CommandFailure("sweep " + sweep + " has no folder"));
        Path file = folder.resolve(String.format(Locale.ROOT, "trial-%04d", trial))
                .resolve(name)
                .toAbsolutePath()
                .normalize();
        if (!Files.isRegularFile(file)) {
            throw new CommandFailure(
                    "trial %d of %s has no log %s; only trials of programs (runner) have logs of their own, and --outputs"
                                    .formatted(trial, sweep, file)
                            + " names the folder if the sweep was launched with it");
        }
        return new TrialLog(file);
    }

    /// Prints what was appended since the last call.
    public void printNews(PrintStream out) {
        byte[] buffer = new byte[1 << 16];
        try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
            log.seek(position);
            int count = log.read(buffer);
            while (count > 0) {
                out.write(buffer, 0, count);
                position += count;
                count = log.read(buffer);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read: " + FileProblem.of(e), e);
        }
        out.flush();
    }
}
