package ctrsweep.config;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/// Finds the base config of a spec: beside the spec, in each folder above it, then in the working directory.
final class BaseFile {
    private BaseFile() {}

    /// @throws IllegalArgumentException that says where it looked
    static Path find(Path spec, String base) {
        Path wanted;
        try {
            wanted = Path.of(base);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("no file can have this name: " + base, e);
        }
        Set<Path> folders = folders(spec);
        Optional<Path> found = folders.stream()
                .map(folder -> folder.resolve(wanted))
                .filter(Files::exists)
                .findFirst();
        return found.orElseThrow(() -> new IllegalArgumentException(missing(spec, wanted, folders)));
    }

    private static Set<Path> folders(Path spec) {
        Set<Path> folders = new LinkedHashSet<>();
        for (Path folder = spec.toAbsolutePath().normalize().getParent(); folder != null; folder = folder.getParent()) {
            folders.add(folder);
        }
        folders.add(Path.of("").toAbsolutePath());
        return folders;
    }

    private static String missing(Path spec, Path wanted, Set<Path> folders) {
        if (wanted.isAbsolute()) {
            return "no such file: " + wanted + SourceFile.neighbours(wanted, wanted);
        }
        String near = folders.stream()
                .map(folder -> SourceFile.neighbours(folder.resolve(wanted), wanted))
                .filter(hint -> !hint.isEmpty())
                .findFirst()
                .orElse("");
        Path beside = spec.toAbsolutePath().normalize().getParent();
        return "no such file: " + wanted + "; looked in "
                + (beside == null ? spec : SourceFile.shown(beside))
                + ", the folders above it and the working directory" + near;
    }
}
