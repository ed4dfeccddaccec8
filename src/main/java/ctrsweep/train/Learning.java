package ctrsweep.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ctrsweep.data.Dataset;
import ctrsweep.data.Examples;
import ctrsweep.settings.Experiment;
import ctrsweep.sweep.StopReason;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// A model learning: goes through the training rows again and again, drawn and ordered anew for each pass.
final class Learning implements AutoCloseable {
    private final Experiment experiment;
    private final Dataset dataset;
    private final ScriptedModel scripted;
    private final BooleanSupplier overdue;
    private final int batchSize;
    private final int stepsPerEpoch;
    private Position next;
    private Optional<Pass> under = Optional.empty();

    /// @param overdue asked before each step whether the trial's time is over
    Learning(Experiment experiment, Dataset dataset, ScriptedModel scripted, Position next, BooleanSupplier overdue) {
        this.overdue = overdue;
        this.experiment = experiment;
        this.dataset = dataset;
        this.scripted = scripted;
        this.next = next;
        batchSize = experiment.training().batchSize();
        stepsPerEpoch = experiment.training().stepsPerEpoch();
    }

    /// What an epoch's training came to.
    ///
    /// @param rows seen
    /// @param loss mean over these rows
    record Learned(long rows, double loss) {}

    Position next() {
        return next;
    }

    /// Learns for an epoch.
    ///
    /// @throws TrainingFailure when a loss is not a number any more
    /// @throws Overdue when the trial's time is over before the epoch's last step
    Learned epoch(int epoch, double lr) throws InterruptedException, Overdue {
        long rows = 0;
        double losses = 0;
        int steps = 0;
        do {
            Pass pass = pass();
            int first = next.batch();
            int behind = stepsPerEpoch == 0
                    ? pass.batches()
                    : (int) Math.min(pass.batches(), (long) first + stepsPerEpoch - steps);
            for (int batch = first; batch < behind; batch++) {
                step(pass, epoch, lr);
            }
            float[] each = pass.losses().toFloatArray();
            for (int batch = first; batch < behind; batch++) {
                steps++;
                requireFinite(each[batch], epoch, steps, pass);
                losses += (double) each[batch] * pass.size(batch);
                rows += pass.size(batch);
            }
            if (behind == pass.batches()) {
                close();
            }
        } while (steps < stepsPerEpoch);
        return new Learned(rows, losses / rows);
    }

    /// The trial's time was over within an epoch.
    static final class Overdue extends Exception {
        private static final long serialVersionUID = 1;
    }

    private void step(Pass pass, int epoch, double lr) throws InterruptedException, Overdue {
        if (overdue.getAsBoolean()) {
            throw new Overdue();
        }
        if (Thread.interrupted()) {
            throw new InterruptedException("in epoch " + epoch);
        }
        int batch = next.batch();
        Feed.Stretch rows = pass.stretch(batch);
        scripted.step(
                rows.rows(),
                pass.feed().order(),
                pass.losses(),
                lr * Schedule.warmUp(experiment.schedule(), next.steps() + 1),
                new ScriptedModel.Batch(
                        rows.begin(),
                        rows.end(),
                        batch,
                        Seeds.of(experiment.seed(), Seeds.DROPOUT, next.pass(), batch),
                        next.steps() + 1));
        next = next.next(pass.batches());
    }

    private void requireFinite(float loss, int epoch, int step, Pass pass) {
        if (!Float.isFinite(loss)) {
            throw new TrainingFailure(
                    StopReason.NAN,
                    "the loss became %s in epoch %d, step %d of %d; a smaller training.lr or a gradient_clip_norm may help"
                            .formatted(loss, epoch, step, stepsPerEpoch == 0 ? pass.batches() : stepsPerEpoch));
        }
    }

    /// The pass under way.
    ///
    /// @param losses (batches) float32
    private record Pass(Feed feed, NDArray losses, int batchSize) {
        int batches() {
            return Math.ceilDiv(feed.size(), batchSize);
        }

        /// Rows of a batch: the last may be smaller.
        int size(int batch) {
            return Math.min(batchSize, feed.size() - batch * batchSize);
        }

        Feed.Stretch stretch(int batch) {
            return feed.stretch(batch * batchSize, batch * batchSize + size(batch));
        }
    }

    private Pass pass() {
        if (under.isEmpty()) {
            under = Optional.of(begin());
        }
        return under.get();
    }

    private Pass begin() {
        Examples rows = dataset.train(experiment.seed(), next.pass());
        int[] order = EpochOrder.shuffled(rows.size(), Seeds.of(experiment.seed(), Seeds.ORDER, next.pass()));
        Feed feed = scripted.feed(rows, order, batchSize);
        return new Pass(feed, feed.manager().zeros(new Shape(Math.ceilDiv(rows.size(), batchSize))), batchSize);
    }

    /// Frees the rows on the device.
    @Override
    public void close() {
        under.ifPresent(pass -> pass.feed().close());
        under = Optional.empty();
    }
}
