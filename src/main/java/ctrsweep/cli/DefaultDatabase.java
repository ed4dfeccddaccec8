package ctrsweep.cli;

import ctrsweep.sweep.DatabaseAddress;
import java.nio.file.Path;
import java.util.Map;

/// The results database without `--db`.
final class DefaultDatabase {
    private DefaultDatabase() {}

    /// CTRSWEEP_DB, else `db/sweeps.db` in the product's folder; in the working folder if that is not known.
    ///
    /// @param home the product's folder; empty if unknown
    static DatabaseAddress address(Map<String, String> environment, String home) {
        String named = environment.getOrDefault("CTRSWEEP_DB", "");
        return named.isEmpty()
                ? new DatabaseAddress.File(shortest(Path.of(home).resolve("db").resolve("sweeps.db")))
                : DatabaseAddress.of(named);
    }

    /// The path relative to the working folder, where that is shorter.
    private static Path shortest(Path file) {
        Path here = Path.of("").toAbsolutePath();
        return file.isAbsolute() && file.startsWith(here) ? here.relativize(file) : file;
    }
}
