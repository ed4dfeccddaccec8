package ctrsweep.config;

import ctrsweep.space.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A program that is run as the trial.
///
/// @param command the program and its arguments, in which `{training.lr}` stands for a parameter's value
/// @param metrics where its metrics are read; empty for lines of JSON on standard output
/// @param written the keys of `runner` besides the command that affect results, as written
public record Program(List<String> command, Optional<MetricSources> metrics, Map<String, Value> written) {
    public Program {
        command = List.copyOf(command);
        written = Map.copyOf(written);
    }

    /// A program without further keys.
    public static Program of(List<String> command) {
        return new Program(command, Optional.empty(), Map.of());
    }
}
