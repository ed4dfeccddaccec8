package ctrsweep.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ctrsweep.data.Examples;
import ctrsweep.model.Model;
import ctrsweep.settings.TrainingSettings;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// A model that is trained alone, by its own script.
final class SingleModel implements TrainableModel {
    private final ScriptedModel scripted;
    private final TrainingSettings training;
    private final Examples resident;
    private Optional<Feed> there = Optional.empty();

    private SingleModel(ScriptedModel scripted, TrainingSettings training, Examples resident) {
        this.scripted = scripted;
        this.training = training;
        this.resident = resident;
    }

    /// @param resident rows that stay on the device from one evaluation to the next
    record Backend(NDManager manager, Model model, TrainingSettings training, Examples resident)
            implements TrainingBackend {
        @Override
        public TrainableModel open(ModelState state, Moments moments) {
            return new SingleModel(new ScriptedModel(manager, model, state, moments), training, resident);
        }

        @Override
        public float[] logits(ModelState state, Examples rows) {
            try (ScriptedModel scripted = new ScriptedModel(manager, model, state);
                    Feed feed = scripted.feed(rows)) {
                return scripted.logits(feed);
            }
        }
    }

    @Override
    public Pass begin(Examples rows, int[] order, int batchSize, boolean keepsOutputs) {
        Feed feed = scripted.feed(rows, order, batchSize);
        NDArray losses = feed.manager().zeros(new Shape(Math.ceilDiv(rows.size(), batchSize)));
        Optional<NDArray> outputs = keepsOutputs
                ? Optional.of(scripted.keepOutputs(feed.manager(), rows.size(), batchSize))
                : Optional.empty();
        return new SinglePass(feed, losses, outputs, batchSize);
    }

    private final class SinglePass implements Pass {
        private final Feed feed;
        private final NDArray losses;
        private final Optional<NDArray> outputs;
        private final int batchSize;

        /// @param losses (batches) float32
        /// @param outputs (rows) float32, where they are wanted
        SinglePass(Feed feed, NDArray losses, Optional<NDArray> outputs, int batchSize) {
            this.feed = feed;
            this.losses = losses;
            this.outputs = outputs;
            this.batchSize = batchSize;
        }

        @Override
        public float[] learn(List<Step> steps, int epoch, BooleanSupplier overdue)
                throws InterruptedException, Overdue {
            for (Step step : steps) {
                if (overdue.getAsBoolean()) {
                    throw new Overdue();
                }
                if (Thread.interrupted()) {
                    throw new InterruptedException("in epoch " + epoch);
                }
                learn(step);
            }
            int first = steps.getFirst().batch();
            return Arrays.copyOfRange(losses.toFloatArray(), first, first + steps.size());
        }

        private void learn(Step step) {
            int begin = step.batch() * batchSize;
            Feed.Stretch rows = feed.stretch(begin, (int) Math.min((long) begin + batchSize, feed.size()));
            ScriptedModel.Batch at =
                    new ScriptedModel.Batch(rows.begin(), rows.end(), step.batch(), step.seed(), step.update());
            if (training.accumulate() == 1) {
                scripted.step(rows.rows(), feed.order(), losses, step.lr(), at);
            } else {
                scripted.accumulate(rows.rows(), feed.order(), losses, at);
                if (step.updates()) {
                    scripted.apply(step.gradients(), step.lr(), step.update());
                }
            }
            if (step.updates() && training.emaDecay() > 0) {
                scripted.average(training.emaDecay());
            }
        }

        @Override
        public float[] outputs() {
            return outputs.orElseThrow().toFloatArray();
        }

        @Override
        public void close() {
            feed.close();
        }
    }

    @Override
    public float[] logits(Examples rows) {
        if (rows == resident) {
            if (there.isEmpty()) {
                there = Optional.of(scripted.feed(rows));
            }
            return scripted.logits(there.get());
        }
        try (Feed feed = scripted.feed(rows)) {
            return scripted.logits(feed);
        }
    }

    @Override
    public ModelState state() {
        return scripted.state();
    }

    @Override
    public ModelState evaluated() {
        return scripted.evaluated();
    }

    @Override
    public Moments moments() {
        return scripted.moments();
    }

    @Override
    public void close() {
        there.ifPresent(Feed::close);
        scripted.close();
    }
}
