package ctrsweep.report.page;

import ctrsweep.config.KeptSpec;
import ctrsweep.metric.Goal;
import ctrsweep.metric.Metric;
import ctrsweep.report.importance.Importances;
import ctrsweep.report.importance.PedAnova;
import ctrsweep.report.importance.ScoredPoint;
import ctrsweep.space.Domain;
import ctrsweep.sweep.Outcome;
import ctrsweep.sweep.Point;
import ctrsweep.sweep.Results;
import ctrsweep.sweep.SweepSummary;
import ctrsweep.sweep.Ties;
import ctrsweep.sweep.Trial;
import ctrsweep.sweep.TrialDetails;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A sweep, or single runs side by side, as known at one moment.
///
/// @param parameters the dotted keys that vary, in spec order
/// @param domains what each of them may be, as far as the latest spec says
/// @param reachable the best that any model can reach, where it is known
/// @param trials by number
public record SearchedSweep(
        String name,
        PageSource origin,
        Metric objective,
        Goal goal,
        List<String> parameters,
        Map<String, Domain> domains,
        Map<Metric, Double> reachable,
        List<TrialDetails> trials) {
    public SearchedSweep {
        parameters = List.copyOf(parameters);
        domains = Collections.unmodifiableMap(new LinkedHashMap<>(domains));
        reachable = Collections.unmodifiableMap(new TreeMap<>(reachable));
        trials = List.copyOf(trials);
    }

    /// A recorded sweep, as of one moment.
    ///
    /// @throws ctrsweep.sweep.ResultsException when there is no sweep of this name
    public static SearchedSweep of(Results results, String name) {
        return results.snapshot(() -> {
            SweepSummary summary = results.sweep(name);
            String spec = results.spec(summary);
            return new SearchedSweep(
                    name,
                    new PageSource.Sweep(
                            summary.method(),
                            summary.seed(),
                            KeptSpec.isOfProgram(spec),
                            summary.created(),
                            summary.lastActivity()),
                    summary.objective(),
                    summary.goal(),
                    summary.parameters(),
                    KeptSpec.space(spec).domains(),
                    summary.reachable(),
                    results.details(summary));
        });
    }

    /// How each trial's epochs went.
    List<EpochStory> stories() {
        return trials.stream()
                .map(trial -> EpochStory.of(trial, objective, goal))
                .toList();
    }

    /// Which of its parameters mattered, as `sweep importance` tells it.
    public Importances importances() {
        long seed =
                switch (origin) {
                    case PageSource.Sweep sweep -> sweep.seed();
                    case PageSource.Files _ -> 0;
                };
        return new PedAnova(domains, seed).of(ScoredPoint.of(results(), objective, goal));
    }

    /// By number.
    List<Trial> results() {
        return trials.stream().map(TrialDetails::trial).toList();
    }

    /// Its points, best first, and which of them may be as good as the best.
    Ties ties() {
        Map<Long, Outcome.Interval> intervals = new TreeMap<>();
        trials.forEach(trial -> trial.interval()
                .ifPresent(interval -> intervals.put(trial.trial().number(), interval)));
        return new Ties(Point.ranked(results()), objective, intervals);
    }
}
