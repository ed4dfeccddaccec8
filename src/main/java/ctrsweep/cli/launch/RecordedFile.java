package ctrsweep.cli.launch;

import ctrsweep.files.OutputsUri;
import ctrsweep.files.RemoteFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A file of a trial, on this machine or in an object store.
///
/// @param place its path as recorded, or its URI
/// @param home where relative paths begin, and the jars of file systems lie
public record RecordedFile(String place, Path home) {

    /// @throws ctrsweep.files.UnreachableException when nothing here reads such URIs
    public byte[] bytes() throws IOException {
        if (!isRemote()) {
            return Files.readAllBytes(home.resolve(place));
        }
        int name = place.lastIndexOf('/') + 1;
        return RemoteFolder.open(OutputsUri.of(place.substring(0, name)), RemoteOutputs.jars(home, System.getenv()))
                .bytes(place.substring(name));
    }

    public boolean isRemote() {
        return OutputsUri.isOne(place);
    }

    @Override
    public String toString() {
        return isRemote() ? place : home.resolve(place).toString();
    }
}
