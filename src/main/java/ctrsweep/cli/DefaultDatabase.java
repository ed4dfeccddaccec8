package ctrsweep.cli;

import java.nio.file.Path;
import java.util.Map;

/// Where results are kept unless `--db` says otherwise.
final class DefaultDatabase {
    private DefaultDatabase() {}

    /// CTRSWEEP_DB, else `db/sweeps.db` in the product's folder, else in the working folder.
    ///
    /// @param home the product's folder; empty when it is not known
    static Path path(Map<String, String> environment, String home) {
        String named = environment.getOrDefault("CTRSWEEP_DB", "");
        return named.isEmpty() ? shortest(Path.of(home).resolve("db").resolve("sweeps.db")) : Path.of(named);
    }

    /// As a person in the working folder would write it.
    private static Path shortest(Path file) {
        Path here = Path.of("").toAbsolutePath();
        return file.isAbsolute() && file.startsWith(here) ? here.relativize(file) : file;
    }
}
