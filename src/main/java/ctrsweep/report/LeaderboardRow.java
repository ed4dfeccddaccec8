package ctrsweep.report;

import ctrsweep.metric.Metric;
import ctrsweep.space.Value;
import ctrsweep.sweep.Point;
import ctrsweep.sweep.Trial;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/// A row of a leaderboard: one trial, or the means of several trials that differ only in their seed.
public record LeaderboardRow(Optional<Integer> rank, Point point) {

    static LeaderboardRow of(Trial trial) {
        return new LeaderboardRow(trial.rank(), new Point(List.of(trial)));
    }

    /// The trial with the lowest number.
    Trial first() {
        return point.first();
    }

    int count() {
        return point.trials().size();
    }

    private boolean alone() {
        return count() == 1;
    }

    Optional<Double> metric(Metric metric) {
        return alone() ? first().metric(metric) : point.mean(metric);
    }

    Optional<Cell> bestEpoch() {
        return alone()
                ? first().bestEpoch().map(Cell::of)
                : Optional.of(mean(trial -> trial.bestEpoch().orElse(0)));
    }

    Cell epochs() {
        return alone() ? Cell.of(first().epochs()) : mean(Trial::epochs);
    }

    Optional<String> stopReasons() {
        return Optional.of(point.trials().stream()
                        .flatMap(trial -> trial.stopReason().stream())
                        .map(Leaderboard::name)
                        .distinct()
                        .collect(Collectors.joining(" ")))
                .filter(reasons -> !reasons.isEmpty());
    }

    Cell seconds() {
        return alone() ? Cell.of(first().seconds()) : mean(Trial::seconds);
    }

    Cell seed() {
        return alone()
                ? Cell.of(first().seed())
                : new Cell.Is(Value.Items.of(point.trials(), trial -> new Value.Int(trial.seed())));
    }

    /// Empty for several trials, which have different hashes.
    Optional<String> configHash() {
        return alone() ? Optional.of(first().configHash()) : Optional.empty();
    }

    private Cell mean(ToDoubleFunction<Trial> figure) {
        return Cell.of(point.trials().stream().mapToDouble(figure).average().orElseThrow());
    }
}
