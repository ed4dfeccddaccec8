package ctrsweep.cli.launch;

import ctrsweep.cli.text.CommandFailure;
import ctrsweep.cli.text.ConsoleEnvironment;
import ctrsweep.config.SweepName;
import ctrsweep.files.FileProblem;
import ctrsweep.sweep.DatabaseAddress;
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

/// The folders of one database's sweeps: `outputs/NAME`, or `outputs/NAME-2` and so on if a sweep of another
/// database owns the first. A file in each folder names its owner.
///
/// @param database the id of the database
/// @param place the absolute path or the URL of the database
public record SweepFolders(Path outputs, Path home, String database, String place) {
    private static final int MOST = 1_000;
    private static final int LOOKED_FOR = 20;

    public static SweepFolders of(ConsoleEnvironment console, String id, DatabaseAddress database) {
        String place =
                switch (database) {
                    case DatabaseAddress.File(Path path) ->
                        path.toAbsolutePath().normalize().toString();
                    case DatabaseAddress.Server server -> server.toString();
                };
        return new SweepFolders(console.outputs(), console.home(), id, place);
    }

    /// The folder of the sweep's files, which need not exist. Empty for a name that no spec can have: it might
    /// lead to another place.
    ///
    /// @param known whether the database has trials of the sweep; a folder without an owner, as earlier versions
    ///     left it, then belongs to it
    public Optional<SweepFolder> find(String sweep, boolean known) {
        return SweepName.isOne(sweep) ? Optional.of(folder(sweep, known)) : Optional.empty();
    }

    /// Creates the folder and marks it as this sweep's. Processes that start together get the same folder.
    SweepFolder claim(String sweep, boolean known) {
        for (int attempt = 0; attempt < MOST; attempt++) {
            SweepFolder folder = folder(sweep, known);
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

    private SweepFolder folder(String sweep, boolean known) {
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

    /// Another process of the same database may have created it in the meantime.
    private boolean mayHave(SweepFolder folder, String sweep, boolean known) {
        return !folder.exists()
                || owner(folder)
                        .map(owner -> owner.equals(owner(sweep)) || isHeir(folder, sweep))
                        .orElseGet(() -> known || !folder.hasTrials());
    }

    /// Returns whether the folder's owner was an earlier database in the same place, whose unfinished trials this
    /// database continues. A folder that holds more than checkpoints is left alone: its owner may have been
    /// moved.
    private boolean isHeir(SweepFolder folder, String sweep) {
        List<String> lines = lines(folder);
        return lines.size() > 1
                && lines.getFirst().endsWith(" " + sweep)
                && lines.get(1).equals(place)
                && folder.holdsOnlyCheckpoints();
    }

    private static Optional<String> owner(SweepFolder folder) {
        return lines(folder).stream().findFirst();
    }

    /// The owner of the folder and the path of its database; none if the folder does not name one.
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
        return owner(sweep) + "\n" + place + "\n";
    }

    private static boolean isEmpty(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.findAny().isEmpty();
        }
    }

    /// Creates the folder together with its mark, in one atomic step.
    ///
    /// @return false if another process created it first
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

    /// Writes the sweep's new name into the mark.
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
