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
/// @param project the folder that relative paths begin in
public record DataPlaces(Optional<Named> named, Path cache, Path project) {

    /// @param by what named it, for messages
    public record Named(Path folder, String by) {}

    /// As the system property `ctrsweep.data` or else the variable `CTRSWEEP_DATA` say, if they are not empty.
    /// The cache is the user's: `$XDG_CACHE_HOME/ctrsweep`, else `~/Library/Caches/ctrsweep` on macOS,
    /// `%LOCALAPPDATA%\\ctrsweep` on Windows and `~/.cache/ctrsweep` elsewhere.
    public static DataPlaces of(Map<String, String> environment, Properties properties) {
        Optional<Named> byProperty = named(properties.getProperty("ctrsweep.data", ""), "property ctrsweep.data");
        Optional<Named> byVariable = named(environment.getOrDefault("CTRSWEEP_DATA", ""), "variable CTRSWEEP_DATA");
        return new DataPlaces(
                byProperty.or(() -> byVariable), caches(environment, properties).resolve("ctrsweep"), Path.of(""));
    }

    /// The same for paths that are relative to a project's folder.
    public DataPlaces in(Path folder) {
        return new DataPlaces(named, cache, folder);
    }

    private static Optional<Named> named(String folder, String by) {
        return folder.isBlank() ? Optional.empty() : Optional.of(new Named(Path.of(folder), by));
    }

    private static Path caches(Map<String, String> environment, Properties properties) {
        String xdg = environment.getOrDefault("XDG_CACHE_HOME", "");
        if (!xdg.isEmpty() && Path.of(xdg).isAbsolute()) {
            return Path.of(xdg);
        }
        // Java reads user.home from the list of users, where service accounts have none that exists.
        String given = environment.getOrDefault("HOME", "");
        Path home = Path.of(Path.of(given).isAbsolute() ? given : properties.getProperty("user.home", "."));
        String system = properties.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        if (system.startsWith("mac")) {
            return home.resolve("Library").resolve("Caches");
        }
        String local = environment.getOrDefault("LOCALAPPDATA", "");
        return system.startsWith("windows") && !local.isEmpty() ? Path.of(local) : home.resolve(".cache");
    }

    /// The folder of an archive's files.
    ///
    /// @param dataDir the setting: a folder, or `auto` for these places
    /// @throws DataException if there is no such folder, or the download fails
    Path folder(String dataDir, DownloadedArchive archive, Consumer<String> notes) {
        if (!dataDir.equals("auto")) {
            return requireFolder(
                    project.resolve(dataDir), "set data_dir to a folder with the data's files, or to auto");
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
    /// @param dataDir the setting: a folder, or `auto` for the named place, else the project
    /// @throws DataException if there is no such folder
    Path folder(String dataDir) {
        if (!dataDir.equals("auto")) {
            return requireFolder(project.resolve(dataDir), "set data_dir to the folder of the files");
        }
        return named.map(Named::folder).orElse(project);
    }

    /// The folder that the engine's libraries are unpacked into.
    public Path engine() {
        return cache.resolve("engine");
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
