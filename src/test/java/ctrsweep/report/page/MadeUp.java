package ctrsweep.report.page;

import ctrsweep.metric.Goal;
import ctrsweep.metric.Metric;
import ctrsweep.space.Assignment;
import ctrsweep.space.Domain;
import ctrsweep.space.Value;
import ctrsweep.sweep.EpochReport;
import ctrsweep.sweep.Outcome;
import ctrsweep.sweep.StopReason;
import ctrsweep.sweep.TrialResult;
import ctrsweep.sweep.TrialState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Trials and sweeps as the tests of pages need them.
final class MadeUp {
    static final Metric AUC = Metric.of("val.auc");
    static final Metric LOSS = Metric.of("val.logloss");
    static final Metric TRAIN = Metric.of("train.loss");
    static final Instant BEGUN = Instant.parse("2026-01-02T03:04:05Z");

    private MadeUp() {}

    static EpochReport epoch(int number, double auc, double train, double validation) {
        return new EpochReport(number, 0.001, number, 1000, Map.of(AUC, auc, TRAIN, train, LOSS, validation));
    }

    /// A trial of a budget of ten epochs, with the loss `bce`.
    static SearchedTrial trial(TrialResult result, EpochReport... epochs) {
        return new SearchedTrial(
                result,
                List.of(epochs),
                Map.of("training.num_epochs", new Value.Int(10), "loss.name", new Value.Text("bce")),
                Map.of(),
                List.of(),
                Optional.empty(),
                Map.of());
    }

    static TrialResult completed(long number, int rank, StopReason reason, int epochs, int best, double auc) {
        return new TrialResult(
                number,
                Optional.of(rank),
                TrialState.COMPLETED,
                new Assignment(Map.of("training.lr", new Value.Real(0.1 * (number + 1)))),
                epochs,
                Optional.of(best),
                Map.of(AUC, auc),
                Optional.of(reason),
                1,
                42,
                "hash" + number,
                "point" + number,
                Optional.empty(),
                1);
    }

    static TrialResult unfinished(long number, TrialState state, Optional<StopReason> reason, int epochs) {
        return new TrialResult(
                number,
                Optional.empty(),
                state,
                new Assignment(Map.of()),
                epochs,
                Optional.empty(),
                Map.of(),
                reason,
                1,
                42,
                "hash" + number,
                "point" + number,
                reason.filter(StopReason.ERROR::equals).map(_ -> "it broke"),
                1);
    }

    static SearchedSweep sweep(Goal goal, Map<String, Domain> domains, List<SearchedTrial> trials) {
        return new SearchedSweep(
                "made-up",
                new PageSource.Sweep("random", 1, false, BEGUN, BEGUN),
                AUC,
                goal,
                List.copyOf(domains.keySet()),
                domains,
                Map.of(),
                trials);
    }

    /// Trials of one value and one objective each.
    static SearchedSweep given(String parameter, Domain domain, Map<Value, Double> objectives) {
        List<SearchedTrial> trials = new ArrayList<>();
        objectives.forEach((value, auc) -> trials.add(trial(new TrialResult(
                trials.size(),
                Optional.of(trials.size() + 1),
                TrialState.COMPLETED,
                new Assignment(Map.of(parameter, value)),
                1,
                Optional.of(1),
                Map.of(AUC, auc),
                Optional.of(StopReason.LAST_EPOCH),
                1,
                1,
                "h" + trials.size(),
                "p" + trials.size(),
                Optional.empty(),
                1))));
        return sweep(Goal.MAXIMIZE, Map.of(parameter, domain), trials);
    }

    static SearchedTrial with(SearchedTrial trial, Outcome.Interval interval) {
        return new SearchedTrial(
                trial.result(),
                trial.epochs(),
                trial.base(),
                trial.changes(),
                trial.spells(),
                Optional.of(interval),
                new TreeMap<>(trial.provenance()));
    }

    static SearchedTrial during(SearchedTrial trial, long from, long to) {
        List<SearchedTrial.Spell> spells = new ArrayList<>(trial.spells());
        spells.add(new SearchedTrial.Spell(BEGUN.plusSeconds(from), BEGUN.plusSeconds(to)));
        return new SearchedTrial(
                trial.result(),
                trial.epochs(),
                trial.base(),
                new LinkedHashMap<>(trial.changes()),
                spells,
                trial.interval(),
                trial.provenance());
    }
}
