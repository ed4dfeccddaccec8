package ctrsweep.sweep;

import ctrsweep.config.Pruning;
import ctrsweep.config.SweepSpec;
import ctrsweep.search.Curve;
import ctrsweep.search.Pruner;
import ctrsweep.space.Assignment;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// The trials that a pruner makes due by the results of others: first the trials that it promotes,
/// then the repeats of points whose first trial went to its end.
///
/// So only the first seed of a point competes, and only points that survive are repeated: their mean is over all
/// seeds.
record PrunerQueue(SweepSpec spec, Plan plan, RecordedHistory history) {

    /// The next that is due.
    Optional<PlannedTrial> next() {
        if (spec.search().pruning().isEmpty()) {
            return Optional.empty();
        }
        return promoted(spec.search().pruning().get()).or(this::repeated);
    }

    private Optional<PlannedTrial> promoted(Pruning pruning) {
        Pruner pruner = pruning.pruner();
        OptionalLong number = pruner.promotes(history.curves());
        return number.isEmpty()
                ? Optional.empty()
                : history.trial(number.getAsLong()).map(plan::trial);
    }

    /// The trial that goes on when nothing else is left: with too few trials for any to reach the end by its rank,
    /// the best paused trial goes on, so that the sweep has a result.
    Optional<PlannedTrial> lastResort() {
        List<TrialProgress> trials = history.trials();
        if (spec.search().pruning().filter(pruning -> pruning.pruner().pauses()).isEmpty()
                || trials.stream().anyMatch(trial -> trial.state() == TrialState.COMPLETED)) {
            return Optional.empty();
        }
        return history.curves().stream()
                .filter(curve -> curve.standing() == Curve.Standing.PRUNED && curve.epochs() > 0)
                .min(Comparator.comparingInt(Curve::epochs)
                        .reversed()
                        .thenComparing(curve -> curve.best(curve.epochs()))
                        .thenComparing(Curve::trial))
                .flatMap(curve -> history.trial(curve.trial()))
                .map(plan::trial);
    }

    private Optional<PlannedTrial> repeated() {
        List<Long> seeds = spec.search().seeds();
        if (seeds.size() < 2) {
            return Optional.empty();
        }
        record Run(Assignment point, long seed) {}
        Map<Run, TrialProgress> known = new HashMap<>();
        List<TrialProgress> trials = history.trials();
        trials.forEach(trial -> known.put(new Run(trial.assignment(), trial.seed()), trial));
        for (TrialProgress trial : trials) {
            if (trial.state() == TrialState.COMPLETED && trial.seed() == seeds.getFirst()) {
                OptionalLong due = seeds.stream()
                        .skip(1)
                        .filter(seed -> isDue(known.get(new Run(trial.assignment(), seed))))
                        .mapToLong(Long::longValue)
                        .findFirst();
                if (due.isPresent()) {
                    int repeat = seeds.indexOf(due.getAsLong());
                    return Optional.of(
                            plan.repeats(trial.number(), trial.assignment()).get(repeat));
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isDue(@org.jspecify.annotations.Nullable TrialProgress repeat) {
        return repeat == null || repeat.state() == TrialState.WAITING;
    }
}
