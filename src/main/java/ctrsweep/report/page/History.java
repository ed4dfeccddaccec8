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
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/// How the best came about.
final class History {
    private History() {}

    /// From a moment on, the best objective so far.
    ///
    /// @param seconds since the first trial began
    record Step(double seconds, double best) {}

    private record Ended(Instant at, double objective) {}

    /// The steps to the best, in time; the last is where the sweep ended.
    static List<Step> byTime(SearchedSweep sweep) {
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

    /// The trials that have a rank, in the order in which they ended.
    private static Stream<Ended> ended(SearchedSweep sweep) {
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

    /// After each trial, by number, the best objective among those that have a rank; NaN until there is one.
    ///
    /// @param objectives of the trials, at their best epochs
    static List<Double> bestSoFar(List<Trial> trials, List<Optional<Double>> objectives, Goal goal) {
        double[] best = new double[trials.size()];
        double so = Double.NaN;
        for (int place = 0; place < best.length; place++) {
            double value = objectives.get(place).orElse(Double.NaN);
            if (trials.get(place).rank().isPresent() && (Double.isNaN(so) || goal.better(value, so, 0))) {
                so = value;
            }
            best[place] = so;
        }
        return DoubleStream.of(best).boxed().toList();
    }
}
