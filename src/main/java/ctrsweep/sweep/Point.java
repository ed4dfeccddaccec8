package ctrsweep.sweep;

import ctrsweep.config.Goal;
import ctrsweep.config.Metric;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/// Completed trials that differ in their seed only: one point of the search, judged by their mean.
///
/// @param trials by number, at least one
public record Point(List<TrialResult> trials) {
    public Point {
        trials = List.copyOf(trials);
        if (trials.isEmpty()) {
            throw new IllegalArgumentException("a point has a trial");
        }
    }

    /// The points of those trials that have a rank, best mean first, ties by the first trial's number.
    public static List<Point> ranked(List<TrialResult> trials, Metric objective, Goal goal) {
        Map<String, List<TrialResult>> byPoint = new LinkedHashMap<>();
        for (TrialResult trial : trials) {
            if (trial.rank().isPresent()) {
                byPoint.computeIfAbsent(trial.point(), point -> new ArrayList<>(1))
                        .add(trial);
            }
        }
        record Judged(Point point, double loss) {}
        return byPoint.values().stream()
                .map(Point::byNumber)
                .map(point -> new Judged(point, goal.loss(point.mean(objective).orElseThrow())))
                .sorted(Comparator.comparingDouble(Judged::loss)
                        .thenComparing(judged -> judged.point.first().number()))
                .map(Judged::point)
                .toList();
    }

    private static Point byNumber(List<TrialResult> trials) {
        trials.sort(Comparator.comparing(TrialResult::number));
        return new Point(trials);
    }

    public TrialResult first() {
        return trials.getFirst();
    }

    /// Over the trials that have it; empty where none has.
    public Optional<Double> mean(Metric metric) {
        if (trials.size() == 1) {
            return first().metric(metric);
        }
        return boxed(trials.stream()
                .map(trial -> trial.metrics().get(metric))
                .filter(Objects::nonNull)
                .mapToDouble(value -> value)
                .average());
    }

    /// The sample standard deviation (n - 1) over the trials that have it; empty below two.
    public Optional<Double> deviation(Metric metric) {
        if (trials.size() < 2) {
            return Optional.empty();
        }
        double[] values = trials.stream()
                .map(trial -> trial.metrics().get(metric))
                .filter(Objects::nonNull)
                .mapToDouble(value -> value)
                .toArray();
        if (values.length < 2) {
            return Optional.empty();
        }
        double mean = mean(metric).orElseThrow();
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return Optional.of(Math.sqrt(squares / (values.length - 1)));
    }

    private static Optional<Double> boxed(OptionalDouble number) {
        return number.isPresent() ? Optional.of(number.getAsDouble()) : Optional.empty();
    }
}
