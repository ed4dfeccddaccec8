package ctrsweep.cli.launch;

import ctrsweep.files.OutputsUri;
import ctrsweep.files.RemoteFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// A file of a trial, on this machine or in an object store.
///
/// @param place its path as recorded, or its URI
/// @param home where relative paths begin, and the jars of file systems lie
public record RecordedFile(String place, Path home) {

    /// @throws ctrsweep.files.UnreachableException when nothing here reads such URIs
    public byte[] bytes() throws IOException {
        return isRemote() ? folder().bytes(name()) : Files.readAllBytes(home.resolve(place));
    }

    /// The path of the file, or of a copy that lasts as long as this process.
    ///
    /// @throws java.nio.file.NoSuchFileException when there is no such file
    /// @throws ctrsweep.files.UnreachableException when nothing here reads such URIs
    public Path local() throws IOException {
        if (!isRemote()) {
            Path file = home.resolve(place);
            if (Files.notExists(file)) {
                throw new NoSuchFileException(file.toString());
            }
            return file;
        }
        Path copy = Files.createTempFile("ctrsweep-", "-" + name());
        copy.toFile().deleteOnExit();
        folder().get(name(), copy);
        return copy;
    }

    private RemoteFolder folder() {
        return RemoteFolder.open(
                OutputsUri.of(place.substring(0, place.length() - name().length())),
                RemoteOutputs.jars(home, System.getenv()));
    }

    private String name() {
        return place.substring(place.lastIndexOf('/') + 1);
    }

    public boolean isRemote() {
        return OutputsUri.isOne(place);
    }

    @Override
    public String toString() {
        return isRemote() ? place : home.resolve(place).toString();
    }
}
