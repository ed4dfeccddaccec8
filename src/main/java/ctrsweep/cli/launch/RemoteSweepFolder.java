package ctrsweep.cli.launch;

import ctrsweep.files.OutputsUri;
import ctrsweep.files.RemoteFolder;
import ctrsweep.files.UnreachableException;
import ctrsweep.store.Database;
import ctrsweep.store.SweepOutputs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// The folder of a sweep's files in an object store, for commands that change the sweep.
///
/// @param names of the files in it
public record RemoteSweepFolder(RemoteFolder folder, List<String> names) {

    /// The recorded folder of a sweep.
    ///
    /// @param home the jars of file systems lie below it
    /// @param unreachable told which folder cannot be read here, and why
    public static Optional<RemoteSweepFolder> find(
            Database database, String sweep, Path home, Consumer<String> unreachable) {
        Optional<OutputsUri> uri = new SweepOutputs(database, sweep).uri().filter(OutputsUri::isRemote);
        if (uri.isEmpty()) {
            return Optional.empty();
        }
        try {
            RemoteFolder folder = RemoteFolder.open(uri.get(), RemoteOutputs.jars(home, System.getenv()));
            return Optional.of(new RemoteSweepFolder(folder, folder.list()));
        } catch (UnreachableException e) {
            unreachable.accept(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            unreachable.accept("%s cannot be read: %s".formatted(uri.get(), e.getMessage()));
        }
        return Optional.empty();
    }

    /// Returns whether a recorded file lies in this folder.
    public boolean holds(String recorded) {
        return folder.holds(recorded);
    }

    /// `s3://bucket/sweeps/first with 25 files`.
    public String inWords() {
        long files =
                names.stream().filter(name -> !name.equals(SweepFolder.OWNER)).count();
        return "%s with %d files".formatted(folder.uri(), files);
    }

    public void delete() {
        try {
            for (String name : names) {
                folder.delete(name);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be deleted: %s".formatted(folder.uri(), e.getMessage()), e);
        }
    }

    /// Writes the sweep's new name into the mark; the folder keeps its name, since a store cannot move files.
    public void rename(String database, String newName) {
        RemoteSweepFolders.rename(folder, database, newName);
    }
}
