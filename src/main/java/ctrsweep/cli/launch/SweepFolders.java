package ctrsweep.cli.launch;

import ctrsweep.cli.text.CommandFailure;
import ctrsweep.cli.text.ConsoleEnvironment;
import ctrsweep.config.SweepName;
import ctrsweep.files.FileProblem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The folders of one database's sweeps: `outputs/NAME`, or `outputs/NAME-2` and so on where another database's sweep
/// has the first. A file in each folder says whose it is.
///
/// @param database its id
/// @param file of the database, absolute
public record SweepFolders(Path outputs, Path home, String database, Path file) {
    private static final int MOST = 1_000;
    private static final int LOOKED_FOR = 20;

    public static SweepFolders of(ConsoleEnvironment console, String id, Path database) {
        return new SweepFolders(
                console.outputs(), console.home(), id, database.toAbsolutePath().normalize());
    }

    /// Where the sweep's files are, or would be. Empty for a name that a spec cannot have: it might lead elsewhere.
    ///
    /// @param known whether the database has trials of the sweep: a folder without an owner, as earlier versions
    ///     left it, is then its own
    public Optional<SweepFolder> find(String sweep, boolean known) {
        return SweepName.isOne(sweep) ? Optional.of(place(sweep, known)) : Optional.empty();
    }

    /// The same, made and marked as this sweep's. Processes that start together get the same one.
    SweepFolder claim(String sweep, boolean known) {
        for (int attempt = 0; attempt < MOST; attempt++) {
            SweepFolder folder = place(sweep, known);
            try {
                if (!folder.exists() || isEmpty(folder.path())) {
                    if (make(folder.path(), sweep)) {
                        return folder;
                    }
                } else if (owner(folder).equals(Optional.of(owner(sweep)))) {
                    return folder;
                } else if (mayHave(folder, sweep, known)) {
                    mark(folder.path(), sweep);
                    return folder;
                }
                // Another process was faster: the folder is its own since.
            } catch (IOException problem) {
                throw new UncheckedIOException(
                        "%s cannot be written: %s".formatted(folder, FileProblem.of(problem)), problem);
            }
        }
        throw new CommandFailure("no folder below %s can be had for sweep %s".formatted(outputs, sweep));
    }

    private SweepFolder place(String sweep, boolean known) {
        return candidates(sweep)
                .limit(LOOKED_FOR)
                .filter(folder -> owner(folder).equals(Optional.of(owner(sweep))))
                .findFirst()
                .or(() -> candidates(sweep)
                        .filter(folder -> mayHave(folder, sweep, known))
                        .findFirst())
                .orElseThrow(() ->
                        new CommandFailure("%s has %d folders of sweeps called %s; --outputs DIR names another place"
                                .formatted(outputs, MOST, sweep)));
    }

    private Stream<SweepFolder> candidates(String sweep) {
        return IntStream.rangeClosed(1, MOST)
                .mapToObj(number -> number == 1 ? sweep : sweep + "-" + number)
                .map(name -> new SweepFolder(outputs.resolve(name), home));
    }

    /// Another process of the same database may have made it since.
    private boolean mayHave(SweepFolder folder, String sweep, boolean known) {
        return !folder.exists()
                || owner(folder)
                        .map(owner -> owner.equals(owner(sweep)) || isHeir(folder, sweep))
                        .orElseGet(() -> known || !folder.hasTrials());
    }

    /// Whether the folder's owner was an earlier database in the same file, whose unfinished trials this database
    /// goes on with. A folder that holds more than checkpoints is left alone: its owner may have been moved.
    private boolean isHeir(SweepFolder folder, String sweep) {
        List<String> lines = lines(folder);
        return lines.size() > 1
                && lines.getFirst().endsWith(" " + sweep)
                && lines.get(1).equals(file.toString())
                && folder.holdsOnlyCheckpoints();
    }

    private static Optional<String> owner(SweepFolder folder) {
        return lines(folder).stream().findFirst();
    }

    /// Whose the folder is, and where its database was; none where it does not say so.
    private static List<String> lines(SweepFolder folder) {
        try {
            Path mark = folder.path().resolve(SweepFolder.OWNER);
            return Files.isRegularFile(mark) ? Files.readAllLines(mark) : List.of();
        } catch (IOException problem) {
            throw new UncheckedIOException("%s cannot be read: %s".formatted(folder, FileProblem.of(problem)), problem);
        }
    }

    private String owner(String sweep) {
        return database + " " + sweep;
    }

    private String text(String sweep) {
        return owner(sweep) + "\n" + file + "\n";
    }

    private static boolean isEmpty(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.findAny().isEmpty();
        }
    }

    /// In one step, mark and all.
    ///
    /// @return false when another process was faster
    private boolean make(Path folder, String sweep) throws IOException {
        Files.createDirectories(outputs);
        Path made = Files.createDirectory(outputs.resolve(".new-" + UUID.randomUUID()));
        Path mark = made.resolve(SweepFolder.OWNER);
        Files.writeString(mark, text(sweep));
        try {
            Files.move(made, folder, StandardCopyOption.ATOMIC_MOVE);
            return true;
        } catch (IOException problem) {
            Files.delete(mark);
            Files.delete(made);
            if (Files.exists(folder)) {
                return false;
            }
            throw problem;
        }
    }

    /// The sweep has got another name.
    public void rename(SweepFolder folder, String newName) {
        try {
            mark(folder.path(), newName);
        } catch (IOException problem) {
            throw new UncheckedIOException(
                    "%s cannot be written: %s".formatted(folder, FileProblem.of(problem)), problem);
        }
    }

    private void mark(Path folder, String sweep) throws IOException {
        Path mark = folder.resolve(SweepFolder.OWNER);
        Path made = folder.resolve(SweepFolder.OWNER + "-" + UUID.randomUUID());
        Files.writeString(made, text(sweep));
        Files.move(made, mark, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
