package ctrsweep.train;

import ai.djl.ndarray.NDManager;
import ctrsweep.config.NanPolicy;
import ctrsweep.data.Dataset;
import ctrsweep.metric.Goal;
import ctrsweep.metric.Metric;
import ctrsweep.metric.ValidationMetrics;
import ctrsweep.model.Model;
import ctrsweep.settings.Experiment;
import ctrsweep.settings.TrainingSettings;
import ctrsweep.sweep.EpochDecision;
import ctrsweep.sweep.EpochListener;
import ctrsweep.sweep.EpochReport;
import ctrsweep.sweep.Outcome;
import ctrsweep.sweep.StopReason;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/// One trial's epochs, from first weights, or from where an earlier attempt was cut short, to the best
/// epoch's.
///
/// An epoch's checkpoint is there before the epoch is reported, so what was reported is never trained again.
final class TrialTraining {
    private final Experiment experiment;
    private final Dataset dataset;
    private final Model model;
    private final NDManager manager;
    private final InstantSource clock;
    private final Checkpoints checkpoints;
    private final NanPolicy nan;
    private final TrainingSettings training;
    private final EarlyStopping stopping;
    private final Schedule schedule;
    private final List<EpochReport> reports = new ArrayList<>();

    TrialTraining(
            Experiment experiment,
            Dataset dataset,
            Model model,
            NDManager manager,
            InstantSource clock,
            Checkpoints checkpoints,
            NanPolicy nan) {
        this.experiment = experiment;
        this.dataset = dataset;
        this.model = model;
        this.manager = manager;
        this.clock = clock;
        this.checkpoints = checkpoints;
        this.nan = nan;
        training = experiment.training();
        Goal goal = ValidationMetrics.goal(training.metric());
        stopping = new EarlyStopping(goal, training.earlyStoppingMinDelta(), training.earlyStoppingPatience());
        schedule = Schedule.of(experiment, goal);
    }

    /// What a trial comes to.
    sealed interface Result {

        /// @param metrics validation at the best epoch, and test, measured once with that epoch's weights
        /// @param intervals of the metric to judge by, on validation
        /// @param best the best epoch's weights
        record Ended(
                StopReason reason,
                int epochs,
                int bestEpoch,
                Map<Metric, Double> metrics,
                Map<Metric, Outcome.Interval> intervals,
                ModelState best)
                implements Result {}

        /// @param metrics validation at the best epoch
        record Pruned(int epochs, int bestEpoch, Map<Metric, Double> metrics) implements Result {}
    }

    /// Trains until patience, epochs or time are used up, or the listener has it end.
    ///
    /// @throws TrainingFailure when the loss is not a number any more, or the metric to judge by is undefined
    Result run(EpochListener epochs) throws InterruptedException {
        Trained trained = train(epochs);
        Map<Metric, Double> metrics =
                new TreeMap<>(reports.get(stopping.bestEpoch() - 1).metrics());
        return trained.reason == StopReason.PRUNED
                ? new Result.Pruned(reports.size(), stopping.bestEpoch(), metrics)
                : ended(trained.reason, trained.best, metrics);
    }

    private Result ended(StopReason reason, ModelState best, Map<Metric, Double> metrics) {
        metrics.putAll(test(best));
        Metric judged = metric();
        Map<Metric, Outcome.Interval> intervals = interval(best, Objects.requireNonNull(metrics.get(judged)))
                .map(interval -> Map.of(judged, interval))
                .orElse(Map.of());
        return new Result.Ended(reason, reports.size(), stopping.bestEpoch(), metrics, intervals, best);
    }

    /// @param best the best epoch's weights
    private record Trained(StopReason reason, ModelState best) {}

    private Trained train(EpochListener epochs) throws InterruptedException {
        try (Begun begun = begin(epochs);
                Feed validation = begun.scripted.feed(dataset.validation())) {
            ModelState best = begun.best;
            Optional<StopReason> end = end(begun.decision);
            while (end.isEmpty()) {
                EpochReport report;
                try {
                    report = epoch(begun.scripted, begun.learning, validation);
                    requireFinite(report, epochs);
                } catch (Learning.Overdue e) {
                    return new Trained(afterAnEpoch(StopReason.TIMEOUT), best);
                } catch (TrainingFailure e) {
                    return new Trained(kept(e), best);
                }
                ModelState now = begun.scripted.state();
                best = improves(report) ? now : best;
                checkpoints.add(new Checkpoint(begun.learning.next(), reports, now, begun.scripted.moments(), best));
                end = end(epochs.accept(report));
                checkpoints.thinOut(report.epoch());
            }
            return new Trained(end.get(), best);
        }
    }

    /// An epoch without a finite result is recorded, and is the last: there is nothing to judge it by.
    private void requireFinite(EpochReport report, EpochListener epochs) {
        double judged = judged(report);
        if (!Double.isFinite(judged)) {
            epochs.accept(report);
            throw new TrainingFailure(
                    StopReason.NAN, "%s is %s at epoch %d".formatted(metric(), judged, report.epoch()));
        }
    }

    /// The metric to judge by.
    private Metric metric() {
        return new Metric("val", training.metric());
    }

    private double judged(EpochReport report) {
        return Optional.ofNullable(report.metrics().get(metric()))
                .orElseThrow(() -> new TrainingFailure(
                        StopReason.ERROR,
                        metric() + " is undefined on this validation split: it needs both clicks and non-clicks"));
    }

    /// Why the trial ends here; empty where it goes on.
    private Optional<StopReason> end(EpochDecision decision) throws InterruptedException {
        if (reports.isEmpty()) {
            return Optional.empty();
        }
        if (stopping.stops()) {
            return Optional.of(StopReason.PATIENCE);
        }
        if (reports.size() >= training.numEpochs()) {
            return Optional.of(StopReason.LAST_EPOCH);
        }
        return switch (decision) {
            case GO_ON -> Optional.empty();
            case PRUNE -> Optional.of(StopReason.PRUNED);
            case TIME_OUT -> Optional.of(StopReason.TIMEOUT);
            case GIVE_BACK -> throw new InterruptedException("after epoch " + reports.size());
        };
    }

    private StopReason afterAnEpoch(StopReason reason) {
        if (reports.isEmpty()) {
            throw new TrainingFailure(reason, "its time was over before the first epoch had ended");
        }
        return reason;
    }

    /// The reason to end with what there is, where that is the policy.
    private StopReason kept(TrainingFailure failure) {
        if (failure.reason() != StopReason.NAN || nan == NanPolicy.FAIL || reports.isEmpty()) {
            throw failure;
        }
        return StopReason.NAN;
    }

    /// A trial that has begun, here or in an earlier attempt.
    private record Begun(ScriptedModel scripted, Learning learning, ModelState best, EpochDecision decision)
            implements AutoCloseable {
        @Override
        public void close() {
            learning.close();
            scripted.close();
        }
    }

    private Begun begin(EpochListener epochs) {
        Checkpoint from = checkpoints.newest().orElseGet(() -> Checkpoint.beginning(model, experiment.seed()));
        from.epochs().forEach(this::improves);
        EpochDecision decision = EpochDecision.GO_ON;
        if (reports.isEmpty()) {
            epochs.beginsAnew();
        } else {
            decision = epochs.resumed(from.epochs());
        }
        ScriptedModel scripted = new ScriptedModel(manager, model, from.model(), from.moments());
        Learning learning = new Learning(experiment, dataset, scripted, from.position(), epochs::isOverdue);
        return new Begun(scripted, learning, from.best(), decision);
    }

    private EpochReport epoch(ScriptedModel scripted, Learning learning, Feed validation)
            throws InterruptedException, Learning.Overdue {
        var began = clock.instant();
        int epoch = reports.size() + 1;
        double lr = schedule.lr();
        Learning.Learned learned = learning.epoch(epoch, lr);
        Map<Metric, Double> metrics = new TreeMap<>();
        metrics.put(new Metric("train", "loss"), learned.loss());
        metrics.putAll(Evaluation.of("val", scripted.logits(validation), dataset.validation(), experiment));
        double seconds = Duration.between(began, clock.instant()).toNanos() / 1e9;
        return new EpochReport(epoch, lr, seconds, learned.rows(), metrics);
    }

    /// Takes an epoch into account.
    ///
    /// @return whether it is the best so far
    private boolean improves(EpochReport report) {
        double judged = judged(report);
        reports.add(report);
        schedule.epochEnded(judged);
        return stopping.epochEnded(judged);
    }

    private Optional<Outcome.Interval> interval(ModelState best, double value) {
        try (ScriptedModel scripted = new ScriptedModel(manager, model, best);
                Feed validation = scripted.feed(dataset.validation())) {
            return new Bootstrap(training.metric(), experiment.loss().name(), experiment.seed())
                    .interval(value, scripted.logits(validation), dataset.validation());
        }
    }

    private Map<Metric, Double> test(ModelState best) {
        try (ScriptedModel scripted = new ScriptedModel(manager, model, best);
                Feed test = scripted.feed(dataset.test())) {
            return Evaluation.of("test", scripted.logits(test), dataset.test(), experiment);
        }
    }
}
