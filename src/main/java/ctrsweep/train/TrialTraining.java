package ctrsweep.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ctrsweep.config.Experiment;
import ctrsweep.config.Goal;
import ctrsweep.config.Metric;
import ctrsweep.config.ValidationMetrics;
import ctrsweep.data.Dataset;
import ctrsweep.data.Rows;
import ctrsweep.model.Model;
import ctrsweep.sweep.EpochReport;
import ctrsweep.sweep.StopReason;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/// One trial's epochs, from first weights to the best epoch's.
final class TrialTraining {
    private final Experiment experiment;
    private final Dataset dataset;
    private final Model model;
    private final NDManager manager;
    private final InstantSource clock;
    private final Experiment.Training training;
    private final EarlyStopping stopping;
    private final Schedule schedule;

    TrialTraining(Experiment experiment, Dataset dataset, Model model, NDManager manager, InstantSource clock) {
        this.experiment = experiment;
        this.dataset = dataset;
        this.model = model;
        this.manager = manager;
        this.clock = clock;
        training = experiment.training();
        Goal goal = ValidationMetrics.goal(training.metric());
        stopping = new EarlyStopping(goal, training.earlyStoppingMinDelta(), training.earlyStoppingPatience());
        schedule = Schedule.of(experiment, goal);
    }

    /// What a trial comes to.
    ///
    /// @param metrics validation at the best epoch, and test, measured once with that epoch's weights
    /// @param best the best epoch's weights
    record Result(StopReason reason, int epochs, int bestEpoch, Map<Metric, Double> metrics, ModelState best) {}

    /// Trains until patience or epochs are used up.
    ///
    /// @throws TrainingFailure when the loss is not a number any more, or the metric to judge by is undefined
    Result run(Consumer<EpochReport> epochs) throws InterruptedException {
        try (ScriptedModel scripted = new ScriptedModel(manager, model, ModelState.initial(model, experiment.seed()));
                DeviceRows validation = scripted.rows(dataset.validation())) {
            ModelState best = scripted.state();
            Map<Metric, Double> bestMetrics = Map.of();
            int epoch = 0;
            while (epoch < training.numEpochs() && !(epoch > 0 && stopping.stops())) {
                EpochReport report = epoch(scripted, validation, ++epoch);
                double judged = judged(report);
                if (stopping.epochEnded(judged)) {
                    best = scripted.state();
                    bestMetrics = report.metrics();
                }
                schedule.epochEnded(judged);
                epochs.accept(report);
            }
            Map<Metric, Double> metrics = new TreeMap<>(bestMetrics);
            metrics.putAll(test(best));
            StopReason reason = stopping.stops() ? StopReason.PATIENCE : StopReason.LAST_EPOCH;
            return new Result(reason, epoch, stopping.bestEpoch(), metrics, best);
        }
    }

    private EpochReport epoch(ScriptedModel scripted, DeviceRows validation, int epoch) throws InterruptedException {
        var began = clock.instant();
        double lr = schedule.lr();
        Rows rows = dataset.train(experiment.seed(), epoch);
        double loss = learn(scripted, rows, lr, epoch);
        Map<Metric, Double> metrics = new TreeMap<>();
        metrics.put(new Metric("train", "loss"), loss);
        metrics.putAll(Evaluation.of("val", scripted.logits(validation), dataset.validation(), experiment));
        double seconds = Duration.between(began, clock.instant()).toNanos() / 1e9;
        return new EpochReport(epoch, lr, seconds, rows.size(), metrics);
    }

    /// Goes through the rows once.
    ///
    /// @return the mean loss over the rows
    private double learn(ScriptedModel scripted, Rows rows, double lr, int epoch) throws InterruptedException {
        int size = training.batchSize();
        int batches = Math.ceilDiv(rows.size(), size);
        try (DeviceRows there = scripted.rows(rows);
                NDManager scope = scripted.manager().newSubManager()) {
            NDArray order = there.host()
                    .of(
                            EpochOrder.shuffled(rows.size(), Seeds.of(experiment.seed(), Seeds.ORDER, epoch)),
                            new Shape(rows.size()));
            NDArray losses = scope.zeros(new Shape(batches));
            for (int batch = 0; batch < batches; batch++) {
                if (Thread.interrupted()) {
                    throw new InterruptedException("in epoch " + epoch);
                }
                scripted.step(
                        there,
                        order,
                        losses,
                        lr,
                        new ScriptedModel.Batch(
                                batch * size,
                                Math.min((batch + 1) * size, rows.size()),
                                batch,
                                Seeds.of(experiment.seed(), Seeds.DROPOUT, epoch, batch),
                                (long) (epoch - 1) * batches + batch + 1));
            }
            return mean(losses.toFloatArray(), rows.size(), epoch);
        }
    }

    private double mean(float[] losses, int rows, int epoch) {
        double sum = 0;
        for (int batch = 0; batch < losses.length; batch++) {
            if (!Float.isFinite(losses[batch])) {
                throw new TrainingFailure(
                        StopReason.NAN,
                        "the loss became %s in epoch %d, step %d of %d; a smaller training.lr or a gradient_clip_norm may help"
                                .formatted(losses[batch], epoch, batch + 1, losses.length));
            }
            int size = Math.min(training.batchSize(), rows - batch * training.batchSize());
            sum += (double) losses[batch] * size;
        }
        return sum / rows;
    }

    private double judged(EpochReport report) {
        Metric metric = new Metric("val", training.metric());
        Double value = report.metrics().get(metric);
        if (value == null) {
            throw new TrainingFailure(
                    StopReason.ERROR,
                    metric + " is undefined on this validation split: it needs both clicks and non-clicks");
        }
        return value;
    }

    private Map<Metric, Double> test(ModelState best) {
        try (ScriptedModel scripted = new ScriptedModel(manager, model, best);
                DeviceRows test = scripted.rows(dataset.test())) {
            return Evaluation.of("test", scripted.logits(test), dataset.test(), experiment);
        }
    }
}
