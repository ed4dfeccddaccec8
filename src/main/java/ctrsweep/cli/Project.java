package ctrsweep.cli;

import ctrsweep.cli.launch.OutputsOption;
import ctrsweep.cli.text.CommandFailure;
import ctrsweep.sweep.DatabaseAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The folder that results, outputs and relative paths of configs follow from. Two projects share nothing.
///
/// @param folder absolute
/// @param file what the project's `sweep.toml` says
record Project(Path folder, ProjectFile file, Path here) {
    static final String OPTION = "--project";
    static final String VARIABLE = "CTRSWEEP_HOME";
    private static final String PROPERTY = "ctrsweep.home";

    /// The folder that `--project` names, else the property `ctrsweep.home`, by which processes of Spark are told,
    /// else `CTRSWEEP_HOME`, else the nearest one upward with `sweep.toml` or
    /// `sweeps/`, else the working folder.
    ///
    /// @param words of the command line
    /// @param here the working folder, absolute
    /// @throws CommandFailure if the folder that is named does not exist, or its `sweep.toml` cannot be read
    static Project find(String[] words, Map<String, String> environment, Properties properties, Path here) {
        Optional<String> byOption = option(words);
        Path folder = byOption.map(option -> existing(here.resolve(option), OPTION))
                .or(() -> named(properties.getProperty(PROPERTY)).map(here::resolve))
                .or(() -> named(environment.get(VARIABLE)).map(variable -> existing(here.resolve(variable), VARIABLE)))
                .orElseGet(() -> nearest(here));
        return new Project(folder, ProjectFile.of(folder), here);
    }

    private static Optional<String> option(String[] words) {
        for (int i = 0; i < words.length && !words[i].equals("--"); i++) {
            if (words[i].startsWith(OPTION + "=")) {
                return Optional.of(words[i].substring(OPTION.length() + 1));
            }
            if (words[i].equals(OPTION) && i + 1 < words.length) {
                return Optional.of(words[i + 1]);
            }
        }
        return Optional.empty();
    }

    private static Optional<String> named(@Nullable String folder) {
        return Optional.ofNullable(folder).filter(name -> !name.isEmpty());
    }

    private static Path existing(Path folder, String by) {
        if (!Files.isDirectory(folder)) {
            throw new CommandFailure("%s: there is no folder %s".formatted(by, folder.normalize()));
        }
        return folder.normalize();
    }

    private static Path nearest(Path here) {
        return Stream.iterate(here, folder -> folder != null, Path::getParent)
                .filter(folder -> Files.isRegularFile(folder.resolve(ProjectFile.NAME))
                        || Files.isDirectory(folder.resolve("sweeps")))
                .findFirst()
                .orElse(here);
    }

    /// `CTRSWEEP_DB`, else what the project's file says, else `db/sweeps.db` in the project.
    DatabaseAddress database(Map<String, String> environment) {
        String named = environment.getOrDefault("CTRSWEEP_DB", "");
        if (!named.isEmpty()) {
            return DatabaseAddress.of(named);
        }
        return switch (file.database()
                .map(DatabaseAddress::of)
                .orElse(new DatabaseAddress.File(Path.of("db", "sweeps.db")))) {
            case DatabaseAddress.File inside -> new DatabaseAddress.File(shown(folder.resolve(inside.path())));
            case DatabaseAddress.Server server -> server;
        };
    }

    /// `CTRSWEEP_OUTPUTS`, else what the project's file says, else `outputs` in the project.
    Path outputs(Map<String, String> environment) {
        return OutputsOption.path(
                environment, shown(folder.resolve(file.outputs().orElse("outputs"))));
    }

    /// The project's folder as a person in the working folder would write it.
    Path shown() {
        return shown(folder);
    }

    /// A path in the project, relative to the working folder where both are in the project.
    private Path shown(Path path) {
        Path whole = path.normalize();
        return here.startsWith(folder) && whole.startsWith(folder) ? here.relativize(whole) : whole;
    }
}
