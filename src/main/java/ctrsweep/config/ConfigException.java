package ctrsweep.config;

import java.util.List;

/// Everything that is wrong with what a person wrote, one line for each problem: place, key, what, and what
/// would be right.
public final class ConfigException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final List<String> problems;

    public ConfigException(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    public List<String> problems() {
        return problems;
    }
}
