package ctrsweep.report.page;

import ctrsweep.metric.Goal;
import ctrsweep.sweep.Trial;
import ctrsweep.sweep.TrialDetails.Spell;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The best objective so far, over time and over trials.
final class BestSoFar {
    private BestSoFar() {}

    /// @param seconds since the first trial began
    /// @param best the best objective from then on
    record Step(double seconds, double best) {}

    private record Ended(Instant at, double objective) {}

    /// One step for each improvement, and a last one at the end of the sweep.
    static List<Step> byTime(ReportedSweep sweep) {
        List<Spell> spells = sweep.trials().stream()
                .flatMap(trial -> trial.spells().stream())
                .toList();
        Optional<Instant> begun = spells.stream().map(Spell::from).min(Comparator.naturalOrder());
        Optional<Instant> ended = spells.stream().map(Spell::to).max(Comparator.naturalOrder());
        List<Step> steps = new ArrayList<>();
        begun.ifPresent(first -> ended(sweep).forEach(trial -> {
            if (steps.isEmpty() || sweep.goal().better(trial.objective, steps.getLast().best, 0)) {
                steps.add(new Step(seconds(first, trial.at), trial.objective));
            }
        }));
        if (!steps.isEmpty()) {
            steps.add(new Step(seconds(begun.orElseThrow(), ended.orElseThrow()), steps.getLast().best));
        }
        return List.copyOf(steps);
    }

    /// The trials with a rank, in the order in which they ended.
    private static Stream<Ended> ended(ReportedSweep sweep) {
        return sweep.trials().stream()
                .filter(trial -> trial.trial().rank().isPresent())
                .flatMap(trial -> trial.spells().stream()
                        .map(Spell::to)
                        .max(Comparator.naturalOrder())
                        .flatMap(at ->
                                trial.trial().metric(sweep.objective()).map(objective -> new Ended(at, objective)))
                        .stream())
                .sorted(Comparator.comparing(Ended::at));
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toMillis() / 1000.0;
    }

    /// For each trial, by number, the best objective among it and earlier trials with a rank; NaN before the first.
    ///
    /// @param objectives of the trials, at their best epochs
    static List<Double> byTrial(List<Trial> trials, List<Optional<Double>> objectives, Goal goal) {
        List<Double> byTrial = new ArrayList<>();
        double best = Double.NaN;
        for (int place = 0; place < trials.size(); place++) {
            double value = objectives.get(place).orElse(Double.NaN);
            if (trials.get(place).rank().isPresent() && (Double.isNaN(best) || goal.better(value, best, 0))) {
                best = value;
            }
            byTrial.add(best);
        }
        return byTrial;
    }
}
