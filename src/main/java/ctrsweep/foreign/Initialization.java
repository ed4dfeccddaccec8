package ctrsweep.foreign;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How tables begin, of a PyTorch function as `nn.init.uniform_,a=-0.01,b=0.01`.
///
/// @param name the value of `initialization`
/// @param scale of `initialization_scale`, where the name has one
record Initialization(String name, Optional<Double> scale) {
    private static final Pattern ARGUMENT = Pattern.compile("(\\w+)\\s*=\\s*([-+.0-9eE]+)");

    /// Empty where there is nothing like it here.
    static Optional<Initialization> of(String text) {
        Map<String, Double> arguments = new TreeMap<>();
        Matcher argument = ARGUMENT.matcher(text);
        while (argument.find()) {
            arguments.put(argument.group(1), Double.valueOf(argument.group(2)));
        }
        double mean = arguments.getOrDefault("mean", 0.0);
        double bound = arguments.getOrDefault("b", 1.0);
        boolean even = arguments.getOrDefault("a", 0.0) == -bound;
        if (text.contains("nn.init.normal_") && mean == 0) {
            return Optional.of(new Initialization("normal", Optional.of(arguments.getOrDefault("std", 1.0))));
        }
        if (text.contains("nn.init.uniform_") && even) {
            return Optional.of(new Initialization("uniform", Optional.of(bound)));
        }
        if (text.contains("nn.init.zeros_")) {
            return Optional.of(new Initialization("zero", Optional.empty()));
        }
        return text.contains("nn.init.xavier_uniform_")
                ? Optional.of(new Initialization("xavier", Optional.empty()))
                : Optional.empty();
    }

    /// @param group `feature` or `linear`
    void put(ImportedConfig config, String group) {
        config.put(group + ".initialization", name);
        scale.ifPresent(size -> config.put(group + ".initialization_scale", size));
    }
}
