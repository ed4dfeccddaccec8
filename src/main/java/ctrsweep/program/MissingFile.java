package ctrsweep.program;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Finds a file that a command names, such as `train.py` in `python3 train.py`, that does not exist and that the
/// program's error output mentions.
final class MissingFile {
    private MissingFile() {}

    /// Returns a message such as `train.py does not exist in /home/ada/work, where programs run`.
    ///
    /// @param folder where the program ran
    /// @param errors the end of its standard error
    static Optional<String> message(List<String> command, Path folder, String errors) {
        return command.stream()
                .skip(1)
                .filter(argument -> isFileName(argument) && errors.contains(argument))
                .filter(argument -> isMissing(argument, folder))
                .findFirst()
                .map(argument -> argument + " does not exist in " + folder + ", where programs run");
    }

    private static boolean isFileName(String argument) {
        return argument.matches("[^-\\s][^\\s]{0,300}") && argument.matches(".*[./].*");
    }

    private static boolean isMissing(String argument, Path folder) {
        try {
            return Files.notExists(folder.resolve(argument));
        } catch (InvalidPathException _) {
            return false;
        }
    }
}
