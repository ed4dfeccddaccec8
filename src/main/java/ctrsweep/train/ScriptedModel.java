package ctrsweep.train;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import ctrsweep.data.Examples;
import ctrsweep.data.Rows;
import ctrsweep.model.Model;
import ctrsweep.model.ScriptArchive;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/// A model on a device: its script, its weights, and what the optimiser remembers.
/// For one thread at a time.
///
/// Native memory: everything lives below one manager and goes with [#close].
final class ScriptedModel implements AutoCloseable {
    /// Rows of one evaluation call: large enough to keep a core busy, small enough to stay near its cache.
    private static final int EVALUATION_ROWS = 4096;

    private final Model model;
    private final NDManager manager;
    private final NDManager host;
    private final HostArrays memory;
    private final PtSymbolBlock script;
    private final NDArray weights;
    private final NDArray statistics;
    private final NDArray firstMoment;
    private final NDArray secondMoment;
    private final NDArray average;
    private final NDArray frozen;
    private final NDArray step;
    private final NDArray logits;
    private Optional<NDArray> gradients = Optional.empty();
    private NDArray outputs;
    private int outputsBatch;

    /// A model that has not learnt yet, or only predicts: the optimiser remembers nothing.
    ScriptedModel(NDManager parent, Model model, ModelState state) {
        this(parent, model, state, Moments.none(model));
    }

    ScriptedModel(NDManager parent, Model model, ModelState state, Moments moments) {
        this.model = model;
        manager = parent.newSubManager();
        host = manager.newSubManager(Device.cpu());
        try {
            script = JniUtils.loadModule(
                    Torch.torch(manager), new ByteArrayInputStream(ScriptArchive.of(model)), false, false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        memory = new HostArrays(manager);
        weights = vector(state.weights);
        statistics = vector(state.statistics);
        firstMoment = vector(moments.first);
        secondMoment = vector(moments.second);
        average = moments.average.length > 0 ? vector(moments.average) : weights;
        outputs = manager.create(new float[0], new Shape(0));
        frozen = manager.create(model.weights().frozen());
        step = method("step");
        logits = method("logits");
    }

    /// A number of rows, one after the other in the order of their pass, that are learnt from together.
    ///
    /// @param begin first place in the order
    /// @param end the place after the last
    /// @param number of the batch in the pass, from 0
    /// @param seed of the batch's dropout
    /// @param step of the trial, from 1
    record Batch(int begin, int end, int number, long seed, long step) {
        /// @param size of the batches, as far as the places of their outputs go
        private long[] numbers(int size) {
            return new long[] {begin, end, number, seed, step, (long) number * size};
        }
    }

    /// Learns from a batch. Its loss is left in `losses`, so that the device need not be waited for.
    ///
    /// @param order (rows) int32, the rows in the order of this pass
    /// @param losses (batches) float32
    void step(DeviceRows rows, NDArray order, NDArray losses, double lr, Batch batch) {
        try (NDArray rate = host.create(new float[] {(float) lr});
                NDArray now = host.create(batch.numbers(outputsBatch))) {
            NDList arguments = new NDList(weights, firstMoment, secondMoment, statistics, frozen);
            addRows(arguments, rows, order, losses);
            arguments.add(rate);
            arguments.add(now);
            arguments.add(step);
            IValueUtils.forward(script, arguments, true).close();
        }
    }

    /// Adds the gradient of a batch's loss to those before, from which [#apply] learns. Its loss is left in `losses`.
    void accumulate(DeviceRows rows, NDArray order, NDArray losses, Batch batch) {
        if (gradients.isEmpty()) {
            gradients = Optional.of(manager.zeros(weights.getShape()));
        }
        try (NDArray now = host.create(batch.numbers(outputsBatch))) {
            NDList arguments = new NDList(weights, gradients.get(), statistics, frozen);
            addRows(arguments, rows, order, losses);
            arguments.add(now);
            arguments.add(method("accumulate"));
            IValueUtils.forward(script, arguments, true).close();
        }
    }

    /// The arguments that every method takes that learns from a batch.
    private void addRows(NDList arguments, DeviceRows rows, NDArray order, NDArray losses) {
        arguments.addAll(rows.inputs());
        arguments.add(rows.labels());
        arguments.add(rows.weights());
        arguments.add(order);
        arguments.add(losses);
        arguments.add(outputs);
    }

    /// Learns from the mean of the accumulated gradients, and forgets them.
    ///
    /// @param count of them
    /// @param step of the trial, from 1
    void apply(int count, double lr, long step) {
        try (NDArray rate = host.create(new float[] {(float) lr});
                NDArray now = host.create(new long[] {count, step})) {
            NDList arguments =
                    new NDList(weights, firstMoment, secondMoment, gradients.orElseThrow(), rate, now, method("apply"));
            IValueUtils.forward(script, arguments, true).close();
        }
    }

    /// Takes the weights into their moving average.
    void average(double decay) {
        try (NDArray d = host.create(new double[] {decay})) {
            IValueUtils.forward(script, new NDList(weights, average, d, method("average")), true)
                    .close();
        }
    }

    /// Keeps, from now on, the logits of the rows that are learnt from, by their place in the pass.
    ///
    /// @param owner closes them
    /// @return (rows) float32
    NDArray keepOutputs(NDManager owner, int rows, int batchSize) {
        outputs = owner.zeros(new Shape(rows));
        outputsBatch = batchSize;
        return outputs;
    }

    /// The gradient of a batch's loss by the weights, as [#step] uses it before clipping. Nothing is learnt.
    float[] gradient(DeviceRows rows, NDArray order, NDArray losses, Batch batch) {
        try (NDArray now = host.create(batch.numbers(outputsBatch))) {
            NDList arguments = new NDList(weights, statistics, frozen);
            addRows(arguments, rows, order, losses);
            arguments.add(now);
            arguments.add(method("gradient"));
            try (NDList result = IValueUtils.forward(script, arguments, true)) {
                return result.singletonOrThrow().toFloatArray();
            }
        }
    }

    /// The logit of each row.
    float[] logits(DeviceRows rows) {
        return logits(Feed.resident(rows));
    }

    /// The logit of each row.
    ///
    /// @param rows as they stand
    float[] logits(Feed rows) {
        float[] all = new float[rows.size()];
        for (int begin = 0; begin < all.length; begin += EVALUATION_ROWS) {
            int end = Math.min(begin + EVALUATION_ROWS, all.length);
            Feed.Stretch stretch = rows.stretch(begin, end);
            try (NDArray now = host.create(new long[] {stretch.begin(), stretch.end()})) {
                NDList arguments = new NDList(average, statistics);
                arguments.addAll(stretch.rows().inputs());
                arguments.add(now);
                arguments.add(logits);
                try (NDList result = IValueUtils.forward(script, arguments, false)) {
                    System.arraycopy(result.singletonOrThrow().toFloatArray(), 0, all, begin, end - begin);
                }
            }
        }
        return all;
    }

    /// A linear layer's product, (B, in) by (out, in), `times` times, and waits for the last.
    void product(NDArray x, NDArray w, int times) {
        for (int i = 1; i < times; i++) {
            IValueUtils.forward(script, new NDList(x, w, method("product")), false)
                    .close();
        }
        try (NDList result = IValueUtils.forward(script, new NDList(x, w, method("product")), false)) {
            result.singletonOrThrow().getFloat(0, 0);
        }
    }

    DeviceRows rows(Rows rows) {
        return DeviceRows.of(manager, model.inputs(), rows);
    }

    /// Rows as they stand, to be evaluated.
    Feed feed(Examples examples) {
        return Feed.of(manager, model.inputs(), examples, new int[0], EVALUATION_ROWS, onHost());
    }

    /// Rows to be learnt from.
    ///
    /// @param order of all rows
    Feed feed(Examples examples, int[] order, int batchSize) {
        return Feed.of(manager, model.inputs(), examples, order, batchSize, onHost());
    }

    private boolean onHost() {
        return !manager.getDevice().isGpu()
                && manager.getDevice().getDeviceType().equals(Device.Type.CPU);
    }

    /// A copy of what is learnt on.
    ModelState state() {
        return new ModelState(weights.toFloatArray(), statistics.toFloatArray());
    }

    /// A copy of what is evaluated: where there is a moving average of the weights, it stands in their place.
    ModelState evaluated() {
        return new ModelState(average.toFloatArray(), statistics.toFloatArray());
    }

    /// A copy.
    Moments moments() {
        return new Moments(
                firstMoment.toFloatArray(),
                secondMoment.toFloatArray(),
                average == weights ? new float[0] : average.toFloatArray());
    }

    NDManager manager() {
        return manager;
    }

    @Override
    public void close() {
        script.close();
        manager.close();
        memory.close();
    }

    private NDArray vector(float[] values) {
        return memory.of(values, new Shape(values.length));
    }

    /// DJL takes the method's name from an argument's.
    private NDArray method(String name) {
        NDArray array = host.create(new float[0], new Shape(0));
        array.setName("module_method:" + name);
        return array;
    }
}
