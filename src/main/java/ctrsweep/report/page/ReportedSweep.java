package ctrsweep.report.page;

import ctrsweep.config.KeptPruner;
import ctrsweep.config.KeptSpec;
import ctrsweep.config.Objective;
import ctrsweep.metric.Goal;
import ctrsweep.metric.Metric;
import ctrsweep.report.EpochRanks;
import ctrsweep.report.importance.Importances;
import ctrsweep.report.importance.PedAnova;
import ctrsweep.report.importance.ScoredPoint;
import ctrsweep.space.Domain;
import ctrsweep.sweep.EpochReport;
import ctrsweep.sweep.Outcome;
import ctrsweep.sweep.Point;
import ctrsweep.sweep.Results;
import ctrsweep.sweep.SweepSummary;
import ctrsweep.sweep.Ties;
import ctrsweep.sweep.Trial;
import ctrsweep.sweep.TrialDetails;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// A sweep, or several single runs, at one moment.
///
/// @param otherObjectives the metrics of the objectives after the first
/// @param parameters the dotted keys that vary, in spec order
/// @param domains by parameter, as far as the latest spec has them
/// @param reachable the best value that any model can reach, for metrics where it is known
/// @param trials by number
public record ReportedSweep(
        String name,
        PageSource origin,
        Metric objective,
        Goal goal,
        List<Metric> otherObjectives,
        List<String> parameters,
        Map<String, Domain> domains,
        Map<Metric, Double> reachable,
        List<TrialDetails> trials) {
    public ReportedSweep {
        otherObjectives = List.copyOf(otherObjectives);
        parameters = List.copyOf(parameters);
        domains = Collections.unmodifiableMap(new LinkedHashMap<>(domains));
        reachable = Collections.unmodifiableMap(new TreeMap<>(reachable));
        trials = List.copyOf(trials);
    }

    /// A sweep, or runs, with one objective.
    public ReportedSweep(
            String name,
            PageSource origin,
            Metric objective,
            Goal goal,
            List<String> parameters,
            Map<String, Domain> domains,
            Map<Metric, Double> reachable,
            List<TrialDetails> trials) {
        this(name, origin, objective, goal, List.of(), parameters, domains, reachable, trials);
    }

    /// The metrics of all objectives, the first one first.
    List<Metric> objectives() {
        return Stream.concat(Stream.of(objective), otherObjectives.stream()).toList();
    }

    /// Reads a recorded sweep.
    ///
    /// @throws ctrsweep.sweep.ResultsException when there is no sweep of this name
    public static ReportedSweep of(Results results, String name) {
        return results.snapshot(() -> {
            SweepSummary summary = results.sweep(name);
            String spec = results.spec(summary);
            return new ReportedSweep(
                    name,
                    new PageSource.Sweep(
                            summary.method(),
                            summary.seed(),
                            KeptSpec.isOfProgram(spec),
                            KeptSpec.pruner(spec),
                            summary.created(),
                            summary.lastActivity()),
                    summary.objective(),
                    summary.goal(),
                    summary.otherObjectives().stream().map(Objective::metric).toList(),
                    summary.parameters(),
                    KeptSpec.space(spec).domains(),
                    summary.reachable(),
                    results.details(summary));
        });
    }

    List<TrainingSummary> summaries() {
        return trials.stream()
                .map(trial -> TrainingSummary.of(trial, objective, goal))
                .toList();
    }

    /// The importance of its parameters, as `sweep importance` prints it.
    public Importances importances() {
        long seed =
                switch (origin) {
                    case PageSource.Sweep sweep -> sweep.seed();
                    case PageSource.Files _ -> 0;
                };
        return new PedAnova(domains, seed).of(ScoredPoint.of(results(), objective, goal));
    }

    /// How well early epochs predict the final ranks.
    EpochRanks epochRanks() {
        Map<Long, List<Optional<Double>>> curves = new TreeMap<>();
        for (TrialDetails trial : trials) {
            List<Optional<Double>> curve = new ArrayList<>();
            for (EpochReport epoch : trial.epochs()) {
                while (curve.size() < epoch.epoch() - 1) {
                    curve.add(Optional.empty());
                }
                curve.add(Optional.ofNullable(epoch.metrics().get(objective)));
            }
            curves.put(trial.trial().number(), curve);
        }
        Optional<KeptPruner> pruner = origin instanceof PageSource.Sweep sweep ? sweep.pruner() : Optional.empty();
        return EpochRanks.of(results(), curves, objective, goal, pruner);
    }

    List<Trial> results() {
        return trials.stream().map(TrialDetails::trial).toList();
    }

    /// The points, best first, and which of them may be as good as the best.
    Ties ties() {
        Map<Long, Outcome.Interval> intervals = new TreeMap<>();
        trials.forEach(trial -> trial.interval()
                .ifPresent(interval -> intervals.put(trial.trial().number(), interval)));
        return new Ties(Point.ranked(results()), objective, intervals);
    }
}
