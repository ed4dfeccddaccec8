package ctrsweep.program;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Explains why a program cannot be started.
public final class Executable {
    private Executable() {}

    /// Returns an explanation; empty if there is an executable file of that name.
    ///
    /// @param name as in a command: a name without a separator is looked up in `search`, any other below `folder`
    /// @param search the value of `PATH`
    public static Optional<String> problem(String name, Path folder, String search) {
        try {
            if (name.contains(File.separator)) {
                return problem(name, folder);
            }
            return find(name, search).isPresent()
                    ? Optional.empty()
                    : Optional.of("no such program: " + name + " is not on the PATH"
                            + (Files.exists(folder.resolve(name))
                                    ? "; write ./" + name
                                    : ", nor in " + shown(folder) + ", where programs run"));
        } catch (InvalidPathException _) {
            return Optional.of("no such program: " + name);
        }
    }

    private static Path shown(Path folder) {
        return folder.toAbsolutePath().normalize();
    }

    private static Optional<String> problem(String name, Path folder) {
        Path file = folder.resolve(name);
        if (Files.notExists(file)) {
            return Optional.of("no such program: " + name + ", looked for from " + shown(folder)
                    + ", where programs run (there is no " + file.normalize() + ")");
        }
        return Files.isDirectory(file) || !Files.isExecutable(file)
                ? Optional.of(name + " is not executable: run chmod +x on it, or name its interpreter, as in [sh, "
                        + name + "]")
                : Optional.empty();
    }

    /// Returns the executable file of that name in the first folder that has one.
    ///
    /// @param search the value of `PATH`
    static Optional<Path> find(String name, String search) {
        List<String> folders = Arrays.asList(search.split(File.pathSeparator, -1));
        return folders.stream()
                .map(folder -> Path.of(folder).resolve(name))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst();
    }
}
