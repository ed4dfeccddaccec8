package ctrsweep.program;

import com.google.re2j.Matcher;
import ctrsweep.config.MetricPattern;
import ctrsweep.json.JsonNumbers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// The numbers that a spec's regular expressions find in a line.
///
/// @param problem what is wrong with the first text that is not a number
record MatchedPatterns(PrintedNumbers observed, Optional<String> problem) {

    static MatchedPatterns in(String line, List<MetricPattern> patterns, boolean complete) {
        Map<String, Double> numbers = new LinkedHashMap<>();
        Optional<String> problem = Optional.empty();
        for (MetricPattern pattern : patterns) {
            Matcher matcher = pattern.pattern().matcher(line);
            if (!matcher.find()) {
                continue;
            }
            Optional<String> metric = put(pattern.metric(), matcher.group(pattern.group()), numbers);
            Optional<String> epoch = pattern.hasEpoch()
                    ? put(MetricPattern.EPOCH, matcher.group(MetricPattern.EPOCH), numbers)
                    : Optional.empty();
            problem = problem.or(() -> metric).or(() -> epoch);
        }
        return new MatchedPatterns(PrintedNumbers.of(numbers, complete), problem);
    }

    private static Optional<String> put(String name, @Nullable String found, Map<String, Double> numbers) {
        if (found == null) {
            return Optional.empty();
        }
        OptionalDouble number = JsonNumbers.number(found.strip());
        number.ifPresent(value -> numbers.put(name, value));
        return number.isPresent()
                ? Optional.empty()
                : Optional.of("the pattern for " + name + " finds \"" + found + "\", which is not a number");
    }
}
