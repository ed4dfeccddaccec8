package ctrsweep.cli;

import ctrsweep.cli.text.CommandFailure;
import ctrsweep.files.FileProblem;
import ctrsweep.files.OutputsUri;
import ctrsweep.text.NearestName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.tomlj.Toml;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;

/// What `sweep.toml`, which marks a project's folder, says. It may be empty.
///
/// @param database a path, relative to the project, or a URL
/// @param outputs a folder, relative to the project
record ProjectFile(Optional<String> database, Optional<String> outputs) {
    static final String NAME = "sweep.toml";

    private static final List<String> KEYS = List.of("database", "outputs");
    private static final ProjectFile EMPTY = new ProjectFile(Optional.empty(), Optional.empty());

    /// @throws CommandFailure that names the place of the first mistake
    static ProjectFile of(Path folder) {
        Path file = folder.resolve(NAME);
        if (!Files.isRegularFile(file)) {
            return EMPTY;
        }
        try {
            String text = Files.readString(file);
            return text.lines().map(String::strip).allMatch(line -> line.isEmpty() || line.startsWith("#"))
                    ? EMPTY
                    : read(file, text);
        } catch (IOException problem) {
            throw new CommandFailure("%s cannot be read: %s".formatted(file, FileProblem.of(problem)));
        }
    }

    private static ProjectFile read(Path file, String text) {
        TomlParseResult read = Toml.parse(text);
        read.errors().stream().findFirst().ifPresent(problem -> {
            throw mistake(file, problem.position(), String.valueOf(problem.getMessage()));
        });
        for (String key : read.keySet()) {
            TomlPosition place = Objects.requireNonNull(read.inputPositionOf(List.of(key)));
            if (!KEYS.contains(key)) {
                throw mistake(file, place, key + ": no such key" + NearestName.hint(key, KEYS));
            }
            if (!read.isString(List.of(key))
                    || read.getString(List.of(key), () -> "").isBlank()) {
                throw mistake(file, place, key + ": must be text in quotes");
            }
        }
        String outputs = read.getString("outputs", () -> "");
        if (OutputsUri.isOne(outputs)) {
            throw mistake(
                    file,
                    Objects.requireNonNull(read.inputPositionOf("outputs")),
                    "outputs: must be a folder; a spec, --outputs and CTRSWEEP_OUTPUTS may name an object store");
        }
        return new ProjectFile(
                Optional.ofNullable(read.getString("database")), Optional.ofNullable(read.getString("outputs")));
    }

    private static CommandFailure mistake(Path file, TomlPosition place, String message) {
        return new CommandFailure("%s:%d:%d: %s".formatted(file, place.line(), place.column(), message));
    }
}
