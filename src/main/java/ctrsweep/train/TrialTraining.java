package ctrsweep.train;

import ctrsweep.config.NanPolicy;
import ctrsweep.data.Dataset;
import ctrsweep.data.Examples;
import ctrsweep.metric.Goal;
import ctrsweep.metric.Metric;
import ctrsweep.metric.ValidationMetrics;
import ctrsweep.model.Model;
import ctrsweep.settings.Experiment;
import ctrsweep.settings.ScheduleSettings;
import ctrsweep.settings.TrainingSettings;
import ctrsweep.settings.TrainingSettings.TrainMetricsFrom;
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
    private final TrainingBackend backend;
    private final InstantSource clock;
    private final Checkpoints checkpoints;
    private final NanPolicy nan;
    private final int most;
    private final ModelState first;
    /// Whether there are validation rows by which an epoch can be judged.
    private final boolean judges;
    private final boolean tests;
    private final TrainingSettings training;
    private final EarlyStopping stopping;
    private final Schedule schedule;
    private final List<EpochReport> reports = new ArrayList<>();

    TrialTraining(
            Experiment experiment,
            Dataset dataset,
            Model model,
            TrainingBackend backend,
            InstantSource clock,
            Checkpoints checkpoints,
            TrainingOptions options,
            ModelState first) {
        this.experiment = experiment;
        this.dataset = dataset;
        this.model = model;
        this.backend = backend;
        this.clock = clock;
        this.checkpoints = checkpoints;
        this.first = first;
        nan = options.nan();
        judges = options.evaluates() && dataset.validation().size() > 0;
        tests = options.evaluates() && dataset.test().size() > 0;
        training = experiment.training();
        Goal goal = ValidationMetrics.goal(training.metric());
        stopping = new EarlyStopping(
                goal,
                training.earlyStoppingMinDelta(),
                training.earlyStoppingPatience(),
                training.earlyStoppingSteps());
        schedule = schedule(goal, options.rates());
        most = options.rates().isEmpty()
                ? training.numEpochs()
                : options.rates().size();
        if (!judges && options.compares()) {
            throw new TrainingFailure(
                    StopReason.ERROR,
                    "there are no validation rows, by which trials are compared; data.random_val_ratio or data.table.validation_files give some");
        }
        if (!judges && schedule instanceof ReduceOnPlateau) {
            throw new TrainingFailure(
                    StopReason.ERROR,
                    "training.scheduler: reduce_on_plateau goes by validation rows, and there are none; constant, step or another goes without");
        }
    }

    private Schedule schedule(Goal goal, List<Double> rates) {
        Schedule planned = Schedule.of(experiment, goal);
        return planned instanceof ReduceOnPlateau && !rates.isEmpty()
                ? new PlannedSchedule(
                        ScheduleSettings.Unit.EPOCHS, epoch -> rates.get((int) Math.min(epoch, rates.size() - 1)))
                : planned;
    }

    /// How a trial ended.
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
        Map<Metric, Double> metrics = new TreeMap<>(reports.get(bestEpoch() - 1).metrics());
        return trained.reason == StopReason.PRUNED
                ? new Result.Pruned(reports.size(), bestEpoch(), metrics)
                : ended(trained.reason, trained.best, metrics);
    }

    private Result ended(StopReason reason, ModelState best, Map<Metric, Double> metrics) throws InterruptedException {
        if (tests) {
            metrics.putAll(test(best));
        }
        Map<Metric, Outcome.Interval> intervals = judges
                ? interval(best, Objects.requireNonNull(metrics.get(metric())))
                        .map(interval -> Map.of(metric(), interval))
                        .orElse(Map.of())
                : Map.of();
        return new Result.Ended(reason, reports.size(), bestEpoch(), metrics, intervals, best);
    }

    /// The last epoch is the best where there are no validation rows.
    private int bestEpoch() {
        return judges ? stopping.bestEpoch() : reports.size();
    }

    /// @param best the best epoch's weights
    private record Trained(StopReason reason, ModelState best) {}

    private Trained train(EpochListener epochs) throws InterruptedException {
        try (Begun begun = begin(epochs)) {
            ModelState best = begun.best;
            Optional<StopReason> end = end(begun.decision, begun.learning);
            while (end.isEmpty()) {
                EpochReport report;
                try {
                    report = epoch(begun, best);
                    requireFinite(report, epochs);
                } catch (TrainableModel.Overdue e) {
                    return new Trained(afterAnEpoch(StopReason.TIMEOUT), best);
                } catch (TrainingFailure e) {
                    return new Trained(kept(e), best);
                }
                best = improves(report) ? begun.trained.evaluated() : best;
                save(begun, EpochSoFar.NOTHING, best);
                end = end(epochs.accept(report), begun.learning);
                checkpoints.thinOut(report.epoch());
            }
            return new Trained(end.get(), best);
        }
    }

    private void save(Begun begun, EpochSoFar soFar, ModelState best) {
        checkpoints.add(new Checkpoint(
                begun.learning.next(), soFar, reports, begun.trained.state(), begun.trained.moments(), best));
    }

    /// An epoch without a finite result is recorded, and is the last: there is nothing to judge it by.
    private void requireFinite(EpochReport report, EpochListener epochs) {
        double judged = judged(report);
        if (judges && !Double.isFinite(judged)) {
            epochs.accept(report);
            throw new TrainingFailure(
                    StopReason.NAN, "%s is %s at epoch %d".formatted(metric(), judged, report.epoch()));
        }
    }

    /// The metric to judge by.
    private Metric metric() {
        return new Metric("val", training.metric());
    }

    /// NaN where there are no validation rows.
    private double judged(EpochReport report) {
        if (!judges) {
            return Double.NaN;
        }
        return Optional.ofNullable(report.metrics().get(metric()))
                .orElseThrow(() -> new TrainingFailure(
                        StopReason.ERROR,
                        metric() + " is undefined on this validation split: it needs both clicks and non-clicks"));
    }

    /// Why the trial ends here; empty where it goes on.
    private Optional<StopReason> end(EpochDecision decision, Learning learning) throws InterruptedException {
        if (reports.isEmpty()) {
            return Optional.empty();
        }
        if (judges && stopping.stops()) {
            return Optional.of(StopReason.PATIENCE);
        }
        if (reports.size() >= most || learning.isOver()) {
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
    private record Begun(TrainableModel trained, Learning learning, ModelState best, EpochDecision decision)
            implements AutoCloseable {
        @Override
        public void close() {
            learning.close();
            trained.close();
        }
    }

    private Begun begin(EpochListener epochs) {
        Checkpoint from =
                checkpoints.newest().orElseGet(() -> Checkpoint.beginning(model, first, training.emaDecay() > 0));
        from.epochs().forEach(this::improves);
        EpochDecision decision = EpochDecision.GO_ON;
        if (reports.isEmpty()) {
            epochs.beginsAnew();
        } else {
            decision = epochs.resumed(from.epochs());
        }
        TrainableModel trained = backend.open(from.model(), from.moments());
        Learning learning =
                new Learning(experiment, dataset, trained, from.position(), from.soFar(), epochs::isOverdue);
        return new Begun(trained, learning, from.best(), decision);
    }

    /// @param best the best epoch's weights so far
    private EpochReport epoch(Begun begun, ModelState best) throws InterruptedException, TrainableModel.Overdue {
        var began = clock.instant();
        int epoch = reports.size() + 1;
        double lr = schedule.lr(begun.learning.next().updates());
        Learning.Learned learned = begun.learning.epoch(epoch, schedule, soFar -> save(begun, soFar, best));
        Map<Metric, Double> metrics = new TreeMap<>(ofTraining(begun, learned));
        metrics.put(new Metric("train", "loss"), learned.loss());
        if (judges) {
            metrics.putAll(
                    Evaluation.of("val", begun.trained.logits(dataset.validation()), dataset.validation(), experiment));
        }
        double seconds = Duration.between(began, clock.instant()).toNanos() / 1e9;
        return new EpochReport(epoch, lr, seconds, learned.rows(), metrics);
    }

    private Map<Metric, Double> ofTraining(Begun begun, Learning.Learned learned) throws InterruptedException {
        if (training.trainMetrics().isEmpty()) {
            return Map.of();
        }
        if (training.trainMetricsFrom() == TrainMetricsFrom.BATCHES) {
            return Evaluation.ofTraining(
                    learned.outputs().outputs(), learned.outputs().labels(), experiment);
        }
        Position next = begun.learning.next();
        Examples rows = dataset.train(experiment.seed(), next.batch() == 0 ? next.pass() - 1 : next.pass());
        return Evaluation.ofTraining(begun.trained.logits(rows), rows.labels(), experiment);
    }

    /// Takes an epoch into account.
    ///
    /// @return whether it is the best so far
    private boolean improves(EpochReport report) {
        double judged = judged(report);
        reports.add(report);
        schedule.epochEnded(judged);
        int steps = training.stepsPerEpoch();
        boolean improved =
                stopping.epochEnded(judged, steps > 0 ? steps : Math.ceilDiv(report.rows(), training.batchSize()));
        return improved || !judges;
    }

    private Optional<Outcome.Interval> interval(ModelState best, double value) throws InterruptedException {
        return new Bootstrap(training.metric(), experiment.loss().name(), experiment.seed())
                .interval(value, backend.logits(best, dataset.validation()), dataset.validation());
    }

    private Map<Metric, Double> test(ModelState best) throws InterruptedException {
        return Evaluation.of("test", backend.logits(best, dataset.test()), dataset.test(), experiment);
    }
}
