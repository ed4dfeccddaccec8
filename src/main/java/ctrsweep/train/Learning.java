package ctrsweep.train;

import ctrsweep.data.Dataset;
import ctrsweep.data.Examples;
import ctrsweep.settings.Experiment;
import ctrsweep.settings.TrainingSettings;
import ctrsweep.settings.TrainingSettings.TrainMetricsFrom;
import ctrsweep.sweep.StopReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// A model learning: goes through the training rows again and again, drawn and ordered anew for each pass.
final class Learning implements AutoCloseable {
    private final Experiment experiment;
    private final TrainingSettings training;
    private final Dataset dataset;
    private final TrainableModel model;
    /// Whether the outputs of training rows are wanted as they were learnt from.
    private final boolean keepsOutputs;
    private final BooleanSupplier overdue;
    private Position next;
    private EpochSoFar soFar;
    private Optional<RowsInOrder> under = Optional.empty();

    /// @param soFar of the epoch that `next` is in
    /// @param overdue asked before each step whether the trial's time is over
    Learning(
            Experiment experiment,
            Dataset dataset,
            TrainableModel model,
            Position next,
            EpochSoFar soFar,
            BooleanSupplier overdue) {
        this.overdue = overdue;
        this.experiment = experiment;
        this.dataset = dataset;
        this.model = model;
        this.next = next;
        this.soFar = soFar;
        training = experiment.training();
        keepsOutputs = !training.trainMetrics().isEmpty() && training.trainMetricsFrom() == TrainMetricsFrom.BATCHES;
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
    /// @throws TrainableModel.Overdue when the trial's time is over before the epoch's last step
    Learned epoch(int epoch, Schedule schedule, Consumer<EpochSoFar> saved)
            throws InterruptedException, TrainableModel.Overdue {
        LearntRows outputs = new LearntRows();
        while (true) {
            RowsInOrder rows = rows();
            int first = next.batch();
            int end = end(rows, first);
            float[] losses = rows.pass.learn(steps(rows, end, schedule), epoch, overdue);
            for (int batch = first; batch < end; batch++) {
                float loss = losses[batch - first];
                soFar = soFar.plus(rows.begin(batch + 1) - rows.begin(batch), loss);
                requireFinite(loss, epoch, soFar.steps(), rows);
            }
            if (keepsOutputs) {
                outputs.add(
                        rows.pass.outputs(), rows.order, rows.examples.labels(), rows.begin(first), rows.begin(end));
            }
            if (end == rows.batches()) {
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
    private int end(RowsInOrder rows, int first) {
        long most = (long) rows.batches() - first;
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

    /// The steps up to `end`. The last of them may be of fewer batches than are to be accumulated.
    private List<Step> steps(RowsInOrder rows, int end, Schedule schedule) {
        List<Step> steps = new ArrayList<>();
        int gradients = 0;
        for (int batch = next.batch(); batch < end; batch++) {
            gradients++;
            boolean updates = gradients == training.accumulate() || batch == end - 1;
            long update = next.updates() + 1;
            steps.add(new Step(
                    batch,
                    Seeds.of(experiment.seed(), Seeds.DROPOUT, next.pass(), batch),
                    update,
                    schedule.lr(next.updates()) * Schedule.warmUp(experiment.schedule(), update),
                    updates ? gradients : 0));
            gradients = updates ? 0 : gradients;
            next = next.next(rows.batches(), updates);
        }
        return steps;
    }

    private void requireFinite(float loss, int epoch, long step, RowsInOrder rows) {
        if (!Float.isFinite(loss)) {
            throw new TrainingFailure(
                    StopReason.NAN,
                    "the loss became %s in epoch %d, step %d of %d; a smaller training.lr or a gradient_clip_norm may help"
                            .formatted(
                                    loss,
                                    epoch,
                                    step,
                                    training.stepsPerEpoch() == 0 ? rows.batches() : training.stepsPerEpoch()));
        }
    }

    /// The pass under way, with its rows and the order in which they are learnt from.
    private static final class RowsInOrder {
        private final TrainableModel.Pass pass;
        private final Examples examples;
        private final int[] order;
        private final int batchSize;

        RowsInOrder(TrainableModel.Pass pass, Examples examples, int[] order, int batchSize) {
            this.pass = pass;
            this.examples = examples;
            this.order = order;
            this.batchSize = batchSize;
        }

        int batches() {
            return Math.ceilDiv(examples.size(), batchSize);
        }

        /// The place of a batch's first row.
        int begin(int batch) {
            return (int) Math.min((long) batch * batchSize, examples.size());
        }
    }

    private RowsInOrder rows() {
        if (under.isEmpty()) {
            under = Optional.of(begin());
        }
        return under.get();
    }

    private RowsInOrder begin() {
        int batchSize = training.batchSize();
        Examples rows = dataset.train(experiment.seed(), next.pass());
        int[] order = model.order(rows.size(), Seeds.of(experiment.seed(), Seeds.ORDER, next.pass()));
        return new RowsInOrder(model.begin(rows, order, batchSize, keepsOutputs), rows, order, batchSize);
    }

    /// Ends the pass under way, if there is one.
    @Override
    public void close() {
        under.ifPresent(rows -> rows.pass.close());
        under = Optional.empty();
    }
}
