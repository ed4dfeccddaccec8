package ctrsweep.config;

import java.util.List;

/// A program that is run as the trial.
///
/// @param command the program and its arguments, in which `{training.lr}` stands for a parameter's value
public record Program(List<String> command) {
    public Program {
        command = List.copyOf(command);
    }
}
