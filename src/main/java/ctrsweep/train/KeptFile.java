package ctrsweep.train;

import ctrsweep.files.Sha256;
import ctrsweep.sweep.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A file that a trial keeps, as it is recorded.
///
/// @param home the path is told relative to it where the file lies below
record KeptFile(Path file, Path home) {

    /// Reads the file for its checksum.
    Outcome.Artifact artifact(String kind) throws IOException {
        return artifact(kind, Files.size(file), Sha256.of(file));
    }

    Outcome.Artifact artifact(String kind, long bytes, String sha256) {
        return new Outcome.Artifact(kind, path(), bytes, sha256);
    }

    private String path() {
        Path absolute = file.toAbsolutePath().normalize();
        Path root = home.toAbsolutePath().normalize();
        return absolute.startsWith(root) ? root.relativize(absolute).toString() : absolute.toString();
    }
}
