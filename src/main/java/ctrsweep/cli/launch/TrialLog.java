package ctrsweep.cli.launch;

import ctrsweep.cli.text.CommandFailure;
import ctrsweep.cli.text.ConsoleEnvironment;
import ctrsweep.files.FileProblem;
import ctrsweep.files.OutputsUri;
import ctrsweep.files.RemoteFolder;
import ctrsweep.store.Database;
import ctrsweep.store.SweepOutputs;
import java.io.IOException;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

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
        ConsoleEnvironment here;
        try (Database open = database.forReading(console)) {
            id = open.id();
            here = RemoteOutputs.local(console, open, sweep);
        }
        Path folder = SweepFolders.of(here, id, database.address(console))
                .find(sweep, true)
                .map(SweepFolder::path)
                .orElseThrow(() -> new CommandFailure("sweep " + sweep + " has no folder"));
        Path file = folder.resolve(String.format(Locale.ROOT, "trial-%04d", trial))
                .resolve(name)
                .toAbsolutePath()
                .normalize();
        if (!Files.isRegularFile(file)) {
            Optional<TrialLog> stored = stored(console, database, sweep, trial, name);
            if (stored.isPresent()) {
                return stored.get();
            }
            throw new CommandFailure(
                    "trial %d of %s has no log %s; only trials of programs (runner) have logs of their own, and --outputs"
                                    .formatted(trial, sweep, file)
                            + " names the folder if the sweep was launched with it");
        }
        return new TrialLog(file);
    }

    /// A copy of a log that lies in an object store.
    private static Optional<TrialLog> stored(
            ConsoleEnvironment console, DatabaseOption database, String sweep, long trial, String name) {
        try (Database open = database.forReading(console)) {
            Optional<OutputsUri> uri = new SweepOutputs(open, sweep).uri().filter(OutputsUri::isRemote);
            if (uri.isEmpty()) {
                return Optional.empty();
            }
            RemoteFolder folder = RemoteFolder.open(uri.get(), RemoteOutputs.jars(console.home(), System.getenv()))
                    .folder(String.format(Locale.ROOT, "trial-%04d", trial));
            Path copy = Files.createTempFile("ctrsweep-", ".log");
            copy.toFile().deleteOnExit();
            folder.get(name, copy);
            return Optional.of(new TrialLog(copy));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "%s of trial %d cannot be read: %s".formatted(name, trial, e.getMessage()), e);
        }
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
