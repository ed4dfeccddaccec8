package ctrsweep.foreign;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// TorchEasyRec's `normalizer` of numbers, as `method=zscore,mean=0.0,standard_deviation=10.0`.
final class Normalizer {
    private Normalizer() {}

    /// The same as a step of `normalize`. Empty where there is nothing like it.
    static Optional<String> step(String written) {
        Map<String, String> arguments = new TreeMap<>();
        Stream.of(written.split(","))
                .map(argument -> argument.split("=", 2))
                .filter(argument -> argument.length == 2)
                .forEach(argument -> arguments.put(argument[0].strip(), argument[1].strip()));
        return switch (arguments.getOrDefault("method", "")) {
            case "log10" ->
                Optional.of("log10(%s, %s)"
                        .formatted(
                                arguments.getOrDefault("threshold", "1e-10"),
                                arguments.getOrDefault("default", "-10")));
            case "zscore" ->
                Optional.of("zscore(%s, %s)"
                        .formatted(
                                arguments.getOrDefault("mean", "0"),
                                arguments.getOrDefault("standard_deviation", "1")));
            case "minmax" ->
                Optional.of("minmax(%s, %s)"
                        .formatted(arguments.getOrDefault("min", "0"), arguments.getOrDefault("max", "1")));
            default -> Optional.empty();
        };
    }
}
