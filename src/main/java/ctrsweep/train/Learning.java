package ctrsweep.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ctrsweep.data.Dataset;
import ctrsweep.data.Examples;
import ctrsweep.settings.Experiment;
import ctrsweep.settings.TrainingSettings;
import ctrsweep.settings.TrainingSettings.TrainMetricsFrom;
import ctrsweep.sweep.StopReason;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// A model learning: goes through the training rows again and again, drawn and ordered anew for each pass.
final class Learning implements AutoCloseable {
    private final Experiment experiment;
    private final TrainingSettings training;
    private final Dataset dataset;
    private final ScriptedModel scripted;
    private final BooleanSupplier overdue;
    private Position next;
    private EpochSoFar soFar;
    private Optional<Pass> under = Optional.empty();

    /// @param soFar of the epoch that `next` is in
    /// @param overdue asked before each step whether the trial's time is over
    Learning(
            Experiment experiment,
            Dataset dataset,
            ScriptedModel scripted,
            Position next,
            EpochSoFar soFar,
            BooleanSupplier overdue) {
        this.overdue = overdue;
        this.experiment = experiment;
        this.dataset = dataset;
        this.scripted = scripted;
        this.next = next;
        this.soFar = soFar;
        training = experiment.training();
    }

    /// The result of an epoch's training.
    ///
    /// @param rows seen
    /// @param loss mean over these rows
    /// @param outputs of these rows, where the metrics of training rows come from batches
    record Learned(long rows, double loss, LearntRows outputs) {}

    Position next() {
        return next;
    }

    /// Whether the trial has had all of its steps.
    boolean isOver() {
        return training.steps() > 0 && next.steps() >= training.steps();
    }

    /// Learns for an epoch, or for what is left of it.
    ///
    /// @param saved told where the epoch stands after every `save_steps` of its steps
    /// @throws TrainingFailure when a loss is not a number any more
    /// @throws Overdue when the trial's time is over before the epoch's last step
    Learned epoch(int epoch, Schedule schedule, Consumer<EpochSoFar> saved) throws InterruptedException, Overdue {
        LearntRows outputs = new LearntRows();
        while (true) {
            Pass pass = pass();
            int first = next.batch();
            int end = end(pass, first);
            learn(pass, end, epoch, schedule);
            float[] losses = pass.losses.toFloatArray();
            for (int batch = first; batch < end; batch++) {
                soFar = soFar.plus(pass.size(batch), losses[batch]);
                requireFinite(losses[batch], epoch, soFar.steps(), pass);
            }
            pass.outputs.ifPresent(all -> outputs.add(
                    all.toFloatArray(), pass.order, pass.examples.labels(), first * pass.batchSize, pass.begin(end)));
            if (end == pass.batches()) {
                close();
            }
            if (isEpochOver()) {
                Learned learned = new Learned(soFar.rows(), soFar.losses() / soFar.rows(), outputs);
                soFar = EpochSoFar.NOTHING;
                return learned;
            }
            if (training.saveSteps() > 0 && soFar.steps() % training.saveSteps() == 0) {
                saved.accept(soFar);
            }
        }
    }

    private boolean isEpochOver() {
        return isOver()
                || (training.stepsPerEpoch() == 0 ? next.batch() == 0 : soFar.steps() == training.stepsPerEpoch());
    }

    /// The batch of the pass before which its losses are looked at: the pass ends there, or the epoch, or the
    /// trial, or a checkpoint is due.
    private int end(Pass pass, int first) {
        long most = (long) pass.batches() - first;
        if (training.stepsPerEpoch() > 0) {
            most = Math.min(most, training.stepsPerEpoch() - soFar.steps());
        }
        if (training.steps() > 0) {
            most = Math.min(most, training.steps() - next.steps());
        }
        if (training.saveSteps() > 0) {
            most = Math.min(most, training.saveSteps() - soFar.steps() % training.saveSteps());
        }
        return first + (int) most;
    }

    /// The trial's time was over within an epoch.
    static final class Overdue extends Exception {
        private static final long serialVersionUID = 1;
    }

    /// Learns from the batches up to `end`. The last of them may be fewer than are to be accumulated.
    private void learn(Pass pass, int end, int epoch, Schedule schedule) throws InterruptedException, Overdue {
        int gradients = 0;
        for (int batch = next.batch(); batch < end; batch++) {
            if (overdue.getAsBoolean()) {
                throw new Overdue();
            }
            if (Thread.interrupted()) {
                throw new InterruptedException("in epoch " + epoch);
            }
            gradients++;
            boolean updates = gradients == training.accumulate() || batch == end - 1;
            step(pass, batch, schedule, gradients, updates);
            gradients = updates ? 0 : gradients;
            next = next.next(pass.batches(), updates);
        }
    }

    /// @param gradients accumulated, that of this batch included
    /// @param updates whether the weights change now
    private void step(Pass pass, int batch, Schedule schedule, int gradients, boolean updates) {
        Feed.Stretch rows = pass.stretch(batch);
        long update = next.updates() + 1;
        double lr = schedule.lr(next.updates()) * Schedule.warmUp(experiment.schedule(), update);
        ScriptedModel.Batch at = new ScriptedModel.Batch(
                rows.begin(),
                rows.end(),
                batch,
                Seeds.of(experiment.seed(), Seeds.DROPOUT, next.pass(), batch),
                update);
        if (training.accumulate() == 1) {
            scripted.step(rows.rows(), pass.feed.order(), pass.losses, lr, at);
        } else {
            scripted.accumulate(rows.rows(), pass.feed.order(), pass.losses, at);
            if (updates) {
                scripted.apply(gradients, lr, update);
            }
        }
        if (updates && training.emaDecay() > 0) {
            scripted.average(training.emaDecay());
        }
    }

    private void requireFinite(float loss, int epoch, long step, Pass pass) {
        if (!Float.isFinite(loss)) {
            throw new TrainingFailure(
                    StopReason.NAN,
                    "the loss became %s in epoch %d, step %d of %d; a smaller training.lr or a gradient_clip_norm may help"
                            .formatted(
                                    loss,
                                    epoch,
                                    step,
                                    training.stepsPerEpoch() == 0 ? pass.batches() : training.stepsPerEpoch()));
        }
    }

    /// The pass under way.
    private static final class Pass {
        private final Feed feed;
        private final Examples examples;
        private final int[] order;
        private final NDArray losses;
        private final Optional<NDArray> outputs;
        private final int batchSize;

        /// @param order in which the examples are learnt from
        /// @param losses (batches) float32
        /// @param outputs (rows) float32, where they are wanted
        Pass(Feed feed, Examples examples, int[] order, NDArray losses, Optional<NDArray> outputs, int batchSize) {
            this.feed = feed;
            this.examples = examples;
            this.order = order;
            this.losses = losses;
            this.outputs = outputs;
            this.batchSize = batchSize;
        }

        int batches() {
            return Math.ceilDiv(feed.size(), batchSize);
        }

        /// The place of a batch's first row.
        int begin(int batch) {
            return (int) Math.min((long) batch * batchSize, feed.size());
        }

        /// Rows of a batch: the last may be smaller.
        int size(int batch) {
            return begin(batch + 1) - begin(batch);
        }

        Feed.Stretch stretch(int batch) {
            return feed.stretch(begin(batch), begin(batch + 1));
        }
    }

    private Pass pass() {
        if (under.isEmpty()) {
            under = Optional.of(begin());
        }
        return under.get();
    }

    private Pass begin() {
        int batchSize = training.batchSize();
        Examples rows = dataset.train(experiment.seed(), next.pass());
        int[] order = EpochOrder.shuffled(rows.size(), Seeds.of(experiment.seed(), Seeds.ORDER, next.pass()));
        Feed feed = scripted.feed(rows, order, batchSize);
        NDArray losses = feed.manager().zeros(new Shape(Math.ceilDiv(rows.size(), batchSize)));
        boolean kept = !training.trainMetrics().isEmpty() && training.trainMetricsFrom() == TrainMetricsFrom.BATCHES;
        Optional<NDArray> outputs =
                kept ? Optional.of(scripted.keepOutputs(feed.manager(), rows.size(), batchSize)) : Optional.empty();
        return new Pass(feed, rows, order, losses, outputs, batchSize);
    }

    /// Frees the rows on the device.
    @Override
    public void close() {
        under.ifPresent(pass -> pass.feed.close());
        under = Optional.empty();
    }
}
