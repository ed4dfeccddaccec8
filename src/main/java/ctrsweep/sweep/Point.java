package ctrsweep.sweep;

import ctrsweep.metric.Metric;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Completed trials that differ in their seed only: one point of the search, judged by their mean.
///
/// @param trials by number, at least one
public record Point(List<Trial> trials) {
    public Point {
        trials = List.copyOf(trials);
        if (trials.isEmpty()) {
            throw new IllegalArgumentException("a point has a trial");
        }
    }

    /// The points of those trials that have a rank, in the order of their ranks.
    public static List<Point> ranked(List<Trial> trials) {
        SortedMap<Integer, List<Trial>> byRank = new TreeMap<>();
        for (Trial trial : trials) {
            trial.rank().ifPresent(rank -> byRank.computeIfAbsent(rank, _ -> new ArrayList<>(1))
                    .add(trial));
        }
        return byRank.values().stream().map(Point::byNumber).toList();
    }

    /// The rank of the point, from 1; all its trials share it.
    public int rank() {
        return first().rank().orElseThrow();
    }

    /// Whether the point is on the Pareto front of a sweep with several objectives.
    public boolean isOnFront() {
        return first().front().equals(Optional.of(1));
    }

    private static Point byNumber(List<Trial> trials) {
        trials.sort(Comparator.comparing(Trial::number));
        return new Point(trials);
    }

    public Trial first() {
        return trials.getFirst();
    }

    /// The numbers of its trials: `3, 4`.
    public String numbers() {
        return numbers(trials);
    }

    private static String numbers(List<Trial> trials) {
        return trials.stream().map(trial -> Long.toString(trial.number())).collect(Collectors.joining(", "));
    }

    /// The trials of several points in words: `trial 3`, `trials 3, 4 and 9 more`.
    ///
    /// @param most how many numbers to list
    public static String named(List<Point> points, int most) {
        List<Trial> all =
                points.stream().flatMap(point -> point.trials().stream()).toList();
        String more = all.size() > most ? " and %,d more".formatted(all.size() - most) : "";
        return "trial%s %s%s"
                .formatted(all.size() == 1 ? "" : "s", numbers(all.subList(0, Math.min(most, all.size()))), more);
    }

    /// The metric's mean over the trials that have it; empty if none has.
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
