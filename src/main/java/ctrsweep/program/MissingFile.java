package ctrsweep.program;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A file that a command names, that its program complained of, and that is not there: as `train.py` of
/// `python3 train.py`.
final class MissingFile {
    private MissingFile() {}

    /// `train.py is not in /home/ada/work, where programs run`.
    ///
    /// @param folder where the program ran
    /// @param said the end of its standard error
    static Optional<String> told(List<String> command, Path folder, String said) {
        return command.stream()
                .skip(1)
                .filter(argument -> isFileName(argument) && said.contains(argument))
                .filter(argument -> isMissing(argument, folder))
                .findFirst()
                .map(argument ->
                        argument + " was looked for from " + folder + ", where programs run, and is not there");
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
