package ctrsweep.config;

import ctrsweep.space.Value;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A program that is run as the trial.
///
/// @param command the program and its arguments, in which `{training.lr}` stands for a parameter's value
/// @param shell whether a shell runs the command, whose words are then joined by blanks
/// @param folder where it runs; empty for the project's folder
/// @param environment variables by name, with values that are filled in like arguments
/// @param timeout how long one run may take
/// @param stopGrace how long it may take to end after it was asked to
/// @param metrics where its metrics are read; empty for lines of JSON on standard output
/// @param written the keys of `runner` besides the command that affect results, as written
public record Program(
        List<String> command,
        boolean shell,
        Optional<Path> folder,
        Map<String, String> environment,
        Optional<Duration> timeout,
        Duration stopGrace,
        Optional<MetricSources> metrics,
        Map<String, Value> written) {
    static final Duration STOP_GRACE = Duration.ofSeconds(5);

    public Program {
        command = List.copyOf(command);
        environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
        written = Map.copyOf(written);
    }

    /// A program without further keys.
    public static Program of(List<String> command) {
        return new Program(
                command, false, Optional.empty(), Map.of(), Optional.empty(), STOP_GRACE, Optional.empty(), Map.of());
    }

    /// The file that is started, as in the command.
    public String executable() {
        return shell ? "sh" : command.getFirst();
    }

    /// The same program with other sources of metrics.
    public Program reading(MetricSources sources) {
        return new Program(command, shell, folder, environment, timeout, stopGrace, Optional.of(sources), written);
    }
}
