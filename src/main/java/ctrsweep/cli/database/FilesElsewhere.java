package ctrsweep.cli.database;

import ctrsweep.files.OutputsUri;
import ctrsweep.store.SweepEdits.WrittenFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Files of a sweep that its deletion leaves: those on other hosts, and those outside the deleted folder.
///
/// @param host the name of this host
/// @param home the folder that relative paths start from
/// @param folder the folder that is deleted
record FilesElsewhere(String host, Path home, Path folder) {

    /// One line per place: `12 files on host lab3, in outputs/first`.
    List<String> lines(List<WrittenFile> written) {
        Map<String, Long> places = written.stream()
                .filter(this::isElsewhere)
                .collect(Collectors.groupingBy(this::place, TreeMap::new, Collectors.counting()));
        return places.entrySet().stream()
                .map(place ->
                        "%d file%s %s".formatted(place.getValue(), place.getValue() == 1 ? "" : "s", place.getKey()))
                .toList();
    }

    private boolean isElsewhere(WrittenFile file) {
        return OutputsUri.isOne(file.path())
                || isOtherHost(file)
                || !path(file).startsWith(folder.toAbsolutePath().normalize());
    }

    private boolean isOtherHost(WrittenFile file) {
        return !file.host().isEmpty() && !file.host().equals(host);
    }

    private Path path(WrittenFile file) {
        return home.resolve(file.path()).toAbsolutePath().normalize();
    }

    private String place(WrittenFile file) {
        if (OutputsUri.isOne(file.path())) {
            return "in " + file.path().replaceAll("(/trial-\\d+)?/[^/]*$", "");
        }
        if (isOtherHost(file)) {
            return "on host %s, in %s".formatted(file.host(), sweepFolder(Path.of(file.path())));
        }
        Path path = path(file);
        return Files.exists(path)
                ? "in " + sweepFolder(path)
                : "in %s of another checkout, or gone".formatted(sweepFolder(Path.of(file.path())));
    }

    /// The folder of a file's sweep, without the trial's own folder.
    private static Path sweepFolder(Path file) {
        Path trial = file.getParent();
        if (trial == null) {
            return Path.of(".");
        }
        Path sweep = trial.getParent();
        return sweep != null && String.valueOf(trial.getFileName()).matches("trial-\\d+") ? sweep : trial;
    }
}
