package ctrsweep.data.column;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Temporary folders in which files of columns are built. A folder that exists while nobody builds was left by a
/// process that was killed.
final class BuildFolders {
    private static final String SUFFIX = ".part";

    private BuildFolders() {}

    /// The folder in which this process builds a file.
    static Path of(Path file) {
        return file.resolveSibling(
                "%s.%d%s".formatted(file.getFileName(), ProcessHandle.current().pid(), SUFFIX));
    }

    /// Deletes all folders of files whose names match. The caller holds their lock.
    ///
    /// @param name a regular expression
    static void clear(Path folder, String name) throws IOException {
        for (Path left : matching(folder, name + "\\.\\d+" + Pattern.quote(SUFFIX))) {
            delete(left);
        }
    }

    /// The entries of a folder whose names match.
    ///
    /// @param name a regular expression
    static List<Path> matching(Path folder, String name) throws IOException {
        Pattern pattern = Pattern.compile(name);
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(path ->
                            pattern.matcher(String.valueOf(path.getFileName())).matches())
                    .toList();
        }
    }

    static void delete(Path launcher) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(launcher)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(launcher);
    }
}
