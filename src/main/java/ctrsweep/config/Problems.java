package ctrsweep.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/// Collects problems, so that one reading of a file tells them all.
final class Problems {
    private final Map<String, List<Problem>> bySource = new LinkedHashMap<>();

    private UnaryOperator<String> names = UnaryOperator.identity();

    private record Problem(Place place, String line) {}

    /// Names keys otherwise from now on.
    ///
    /// @param others what the file calls a key of ours
    void callKeys(UnaryOperator<String> others) {
        names = others;
    }

    /// @param key the dotted path in the file; empty when the problem is not about a key
    void add(Place place, String key, String message) {
        String what = message.replaceAll("\\s*\\R\\s*", " ");
        addLine(place, place + ": " + (key.isEmpty() ? what : names.apply(key) + ": " + what));
    }

    /// Takes over what was found elsewhere.
    void addAll(Place place, ConfigException found) {
        found.problems().forEach(line -> addLine(place, line));
    }

    private void addLine(Place place, String line) {
        bySource.computeIfAbsent(source(place), source -> new ArrayList<>()).add(new Problem(place, line));
    }

    boolean isEmpty() {
        return bySource.isEmpty();
    }

    void throwIfAny() {
        if (!isEmpty()) {
            throw exception();
        }
    }

    static ConfigException only(Place place, String message) {
        Problems problems = new Problems();
        problems.add(place, "", message);
        return problems.exception();
    }

    /// File by file, each in the order of its lines.
    private ConfigException exception() {
        return new ConfigException(bySource.values().stream()
                .flatMap(problems -> problems.stream().sorted((a, b) -> Place.compare(a.place, b.place)))
                .map(Problem::line)
                .distinct()
                .toList());
    }

    private static String source(Place place) {
        return switch (place) {
            case Place.InFile at -> at.file();
            case Place.AtomicFile at -> at.file();
            case Place.CommandLine typed -> typed.option();
        };
    }
}
