package ctrsweep.report.page;

import ctrsweep.metric.Goal;
import ctrsweep.metric.Metric;
import ctrsweep.space.Assignment;
import ctrsweep.space.Domain;
import ctrsweep.space.Value;
import ctrsweep.sweep.EpochReport;
import ctrsweep.sweep.Outcome;
import ctrsweep.sweep.StopReason;
import ctrsweep.sweep.Trial;
import ctrsweep.sweep.TrialDetails;
import ctrsweep.sweep.TrialState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Trials and sweeps for the tests of pages.
final class MadeUp {
    static final Metric AUC = Metric.of("val.auc");
    static final Metric LOSS = Metric.of("val.logloss");
    static final Metric TRAIN = Metric.of("train.loss");
    static final Instant BEGUN = Instant.parse("2026-01-02T03:04:05Z");

    private MadeUp() {}

    static EpochReport epoch(int number, double auc, double train, double validation) {
        return new EpochReport(number, 0.001, number, 1000, Map.of(AUC, auc, TRAIN, train, LOSS, validation));
    }

    /// A trial with a budget of ten epochs and the loss `bce`.
    static TrialDetails trial(Trial result, EpochReport... epochs) {
        return details(
                result,
                List.of(epochs),
                Map.of("training.num_epochs", new Value.Int(10), "loss.name", new Value.Text("bce")),
                List.of(),
                Optional.empty());
    }

    static TrialDetails details(
            Trial trial,
            List<EpochReport> epochs,
            Map<String, Value> base,
            List<TrialDetails.Spell> spells,
            Optional<Outcome.Interval> interval) {
        return new TrialDetails(
                trial,
                epochs,
                base,
                Map.of(),
                1,
                Optional.empty(),
                spells,
                Optional.empty(),
                interval,
                Map.of(),
                List.of());
    }

    static Trial completed(long number, int rank, StopReason reason, int epochs, int best, double auc) {
        return new Trial(
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

    static Trial unfinished(long number, TrialState state, Optional<StopReason> reason, int epochs) {
        return new Trial(
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

    static ReportedSweep sweep(Goal goal, Map<String, Domain> domains, List<TrialDetails> trials) {
        return new ReportedSweep(
                "made-up",
                new PageSource.Sweep("random", 1, false, Optional.empty(), BEGUN, BEGUN),
                AUC,
                goal,
                List.copyOf(domains.keySet()),
                domains,
                Map.of(),
                trials);
    }

    /// Trials that each have one parameter value and one objective.
    static ReportedSweep given(String parameter, Domain domain, Map<Value, Double> objectives) {
        List<TrialDetails> trials = new ArrayList<>();
        objectives.forEach((value, auc) -> trials.add(trial(new Trial(
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

    static TrialDetails with(TrialDetails trial, Outcome.Interval interval) {
        return details(trial.trial(), trial.epochs(), trial.base(), trial.spells(), Optional.of(interval));
    }

    static TrialDetails during(TrialDetails trial, long from, long to) {
        List<TrialDetails.Spell> spells = new ArrayList<>(trial.spells());
        spells.add(new TrialDetails.Spell(BEGUN.plusSeconds(from), BEGUN.plusSeconds(to)));
        return details(trial.trial(), trial.epochs(), trial.base(), spells, trial.interval());
    }
}
