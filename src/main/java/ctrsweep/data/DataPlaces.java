package ctrsweep.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Consumer;

/// The folders in which data sets are looked for and downloads are kept.
///
/// @param named the folder that the person named as the place of data sets, each in a folder of its own below
/// @param cache where a download goes, and is found again
public record DataPlaces(Optional<Named> named, Path cache) {

    /// @param by what named it, for messages
    public record Named(Path folder, String by) {}

    /// As the system property `ctrsweep.data` or else the variable `CTRSWEEP_DATA` say, if they are not empty.
    /// The cache is the user's: `$XDG_CACHE_HOME/ctrsweep`, else `~/Library/Caches/ctrsweep` on macOS and
    /// `~/.cache/ctrsweep` elsewhere.
    public static DataPlaces of(Map<String, String> environment, Properties properties) {
        Optional<Named> byProperty = named(properties.getProperty("ctrsweep.data", ""), "property ctrsweep.data");
        Optional<Named> byVariable = named(environment.getOrDefault("CTRSWEEP_DATA", ""), "variable CTRSWEEP_DATA");
        return new DataPlaces(
                byProperty.or(() -> byVariable), caches(environment, properties).resolve("ctrsweep"));
    }

    private static Optional<Named> named(String folder, String by) {
        return folder.isBlank() ? Optional.empty() : Optional.of(new Named(Path.of(folder), by));
    }

    private static Path caches(Map<String, String> environment, Properties properties) {
        String xdg = environment.getOrDefault("XDG_CACHE_HOME", "");
        if (!xdg.isEmpty() && Path.of(xdg).isAbsolute()) {
            return Path.of(xdg);
        }
        Path home = Path.of(properties.getProperty("user.home", "."));
        boolean mac =
                properties.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("mac");
        return mac ? home.resolve("Library").resolve("Caches") : home.resolve(".cache");
    }

    /// The folder of an archive's files.
    ///
    /// @param dataDir the setting: a folder, or `auto` for these places
    /// @throws DataException if there is no such folder, or the download fails
    Path folder(String dataDir, DownloadedArchive archive, Consumer<String> notes) {
        if (!dataDir.equals("auto")) {
            return requireFolder(Path.of(dataDir), "set data_dir to a folder with the data's files, or to auto");
        }
        if (named.isPresent()) {
            return requireFolder(
                    named.get().folder().resolve(archive.folder()),
                    "it is looked for there because of the %s; correct that, or unset it and the data is downloaded"
                            .formatted(named.get().by()));
        }
        return archive.in(cache, notes);
    }

    /// The folder that a person's own files are looked up in.
    ///
    /// @param dataDir the setting: a folder, or `auto` for the named place, else the working directory
    /// @throws DataException if there is no such folder
    Path folder(String dataDir) {
        if (!dataDir.equals("auto")) {
            return requireFolder(Path.of(dataDir), "set data_dir to the folder of the files");
        }
        return named.map(Named::folder).orElse(Path.of(""));
    }

    /// The folder of encoded columns, which all processes share.
    Path columns() {
        return cache.resolve("columns");
    }

    private static Path requireFolder(Path folder, String advice) {
        if (!Files.isDirectory(folder)) {
            throw new DataException("%s: no such data folder; %s".formatted(folder, advice));
        }
        return folder;
    }
}
