package ctrsweep.cli.launch;

import ctrsweep.cli.text.CommandFailure;
import ctrsweep.files.RemoteFolder;
import ctrsweep.files.UnreachableException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/// The folders of one database's sweeps in an object store: as in [SweepFolders], a file in each names its owner.
///
/// @param base the folder of all sweeps
/// @param database the id of the database
record RemoteSweepFolders(RemoteFolder base, String database) {
    private static final int MOST = 1_000;

    /// Marks a folder as this sweep's, or finds the one that was.
    RemoteFolder claim(String sweep) {
        String owner = owner(database, sweep);
        for (int number = 1; number <= MOST; number++) {
            RemoteFolder folder = base.folder(number == 1 ? sweep : sweep + "-" + number);
            try {
                Optional<String> mark = folder.read(SweepFolder.OWNER);
                if (mark.isEmpty() && folder.list().isEmpty()) {
                    folder.write(SweepFolder.OWNER, owner);
                    mark = folder.read(SweepFolder.OWNER);
                }
                if (mark.equals(Optional.of(owner))) {
                    return folder;
                }
            } catch (IOException e) {
                throw new UnreachableException("%s cannot be used: %s".formatted(folder.uri(), e.getMessage()), e);
            }
        }
        throw new CommandFailure("%s has %d folders of sweeps called %s; --outputs URI names another place"
                .formatted(base.uri(), MOST, sweep));
    }

    /// Writes a sweep's new name into the mark of its folder.
    static void rename(RemoteFolder folder, String database, String newName) {
        try {
            folder.write(SweepFolder.OWNER, owner(database, newName));
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be written: %s".formatted(folder.uri(), e.getMessage()), e);
        }
    }

    private static String owner(String database, String sweep) {
        return database + " " + sweep + "\n";
    }
}
