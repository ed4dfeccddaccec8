package ctrsweep.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ctrsweep.data.Rows;
import ctrsweep.model.Model;
import ctrsweep.settings.OptimizerSettings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Once through training rows, of trials that train together. For one thread at a time.
final class FusedPass implements FusedEngine.Pass {
    /// A byte of a draw has this many values.
    private static final int BYTES = 256;

    /// Adam's.
    private static final double EPSILON = 1e-8;

    private final FusedModel model;
    private final FusedScript script;
    private final FusedRows rows;
    private final int batchSize;
    private final int size;
    private final NDManager manager;
    private final HostArrays memory;
    private final NDArray order;
    private final NDArray outputs;
    private Optional<Planned> planned = Optional.empty();
    private Optional<NDArray> gradients = Optional.empty();

    /// @param rows that hold those of each trial
    FusedPass(
            FusedModel model,
            FusedScript script,
            FusedRows rows,
            List<Rows> of,
            List<int[]> orders,
            int batchSize,
            boolean keepsOutputs) {
        this.model = model;
        this.script = script;
        this.rows = rows;
        rows.hold();
        this.batchSize = batchSize;
        size = orders.getFirst().length;
        manager = model.manager().newSubManager();
        memory = new HostArrays(manager);
        order = places(of, orders);
        outputs = keepsOutputs ? manager.zeros(new Shape(orders.size(), size)) : manager.zeros(new Shape(0));
    }

    /// (trials, rows): each trial's order, as places in the rows of all.
    private NDArray places(List<Rows> of, List<int[]> orders) {
        int[] firsts = of.stream().mapToInt(rows::first).toArray();
        boolean alike = orders.stream().allMatch(each -> each == orders.getFirst());
        try (HostArrays host = new HostArrays(manager);
                NDArray begins = host.of(firsts, new Shape(firsts.length, 1));
                NDArray each = host.rows(alike ? orders.subList(0, 1) : orders)) {
            return each.add(begins);
        }
    }

    /// Steps to come, on the device.
    ///
    /// @param steps of each trial
    private record Planned(
            NDManager manager,
            HostArrays memory,
            List<List<Step>> steps,
            NDArray losses,
            NDArray plan,
            NDArray keys,
            NDArray seeds)
            implements AutoCloseable {
        @Override
        public void close() {
            seeds.close();
            manager.close();
            memory.close();
        }
    }

    /// Says what the next steps are.
    ///
    /// @param steps of each trial, as many of each; they agree in their batches
    @Override
    public void plan(List<List<Step>> steps) {
        planned.ifPresent(Planned::close);
        int trials = steps.size();
        int count = steps.getFirst().size();
        int layers = fused(0).dropout().size();
        int width = 5 + 2 * layers;
        float[] numbers = new float[count * width * trials];
        long[] keys = new long[count * 2 * trials];
        long[] seeds = new long[count * trials];
        for (int k = 0; k < trials; k++) {
            for (int i = 0; i < count; i++) {
                Step step = steps.get(k).get(i);
                float[] own = numbers(fused(k), step);
                for (int j = 0; j < width; j++) {
                    numbers[(i * width + j) * trials + k] = own[j];
                }
                // An odd factor keeps words apart.
                keys[2 * i * trials + k] = Seeds.of(step.seed(), 1) | 1;
                keys[(2 * i + 1) * trials + k] = Seeds.of(step.seed(), 2);
                seeds[i * trials + k] = step.seed();
            }
        }
        NDManager own = manager.newSubManager();
        HostArrays arrays = new HostArrays(own);
        planned = Optional.of(new Planned(
                own,
                arrays,
                steps.stream().map(List::copyOf).toList(),
                own.zeros(new Shape(trials, count)),
                arrays.of(numbers, new Shape(count, width, trials, 1)),
                arrays.of(keys, new Shape(count, 2, trials, 1, 1)),
                script.host().create(seeds, new Shape(count, trials))));
    }

    private Model.Fused fused(int trial) {
        return model.model(trial).together().orElseThrow();
    }

    /// A trial's column of the plan, see `fused/training.py`.
    private static float[] numbers(Model.Fused fused, Step step) {
        OptimizerSettings optimizer = fused.optimizer();
        int layers = fused.dropout().size();
        float[] numbers = new float[5 + 2 * layers];
        numbers[0] = (float) step.lr();
        double correction = Math.sqrt(1 - Math.pow(optimizer.beta2(), (double) step.update()));
        numbers[1] = (float) (correction / (1 - Math.pow(optimizer.beta1(), (double) step.update())));
        numbers[2] = (float) (EPSILON * correction);
        numbers[3] = step.update() % optimizer.accumulatorDecaySteps() == 0 ? (float) optimizer.accumulatorDecay() : 1;
        for (int layer = 0; layer < layers; layer++) {
            int dropped = dropped(fused.dropout().get(layer), Seeds.of(step.seed(), 3, layer));
            numbers[5 + layer] = dropped;
            numbers[5 + layers + layer] = (float) BYTES / (BYTES - dropped);
        }
        return numbers;
    }

    /// How many of the values of a byte dropout drops: drawn from the two beside the rate, so that it is right on
    /// average.
    private static int dropped(double rate, long random) {
        double uniform = (random >>> 11) * 0x1p-53;
        return rate == 0 ? 0 : Math.min((int) (rate * BYTES + uniform), BYTES - 1);
    }

    /// Learns from the i-th planned step of all trials. Returns without waiting for the device.
    @Override
    public void step(int i) {
        model.changed();
        Step step = planned().steps.getFirst().get(i);
        if (gradients.isEmpty() && step.gradients() == 1) {
            call("step", i).close();
        } else {
            call("accumulate", i).close();
            if (step.updates()) {
                apply(step.gradients(), i);
            }
        }
        if (step.updates() && model.averages()) {
            NDList arguments = new NDList(model.weights(), model.average());
            arguments.addAll(model.settings());
            script.call("average", false, arguments).close();
        }
    }

    private void apply(int count, int i) {
        try (NDArray n = script.host().create(new long[] {count});
                NDArray now = now(i)) {
            NDList arguments = new NDList(model.weights());
            arguments.addAll(model.moving());
            arguments.addAll(new NDList(gradients.orElseThrow(), n));
            arguments.addAll(model.settings());
            arguments.addAll(new NDList(planned().plan, now));
            script.call("apply", false, arguments).close();
            gradients.get().close();
            gradients = Optional.empty();
        }
    }

    /// Calls a method that learns from the batch of the i-th planned step: `step`, `accumulate` or `gradient`.
    NDList call(String method, int i) {
        Planned next = planned();
        NDList arguments = new NDList(model.weights());
        if (method.equals("step")) {
            arguments.addAll(model.moving());
        }
        if (method.equals("accumulate")) {
            if (gradients.isEmpty()) {
                gradients = Optional.of(manager.zeros(model.weights().getShape()));
            }
            arguments.add(gradients.get());
        }
        try (NDArray now = now(i)) {
            arguments.addAll(model.learning());
            arguments.addAll(rows.inputs());
            arguments.addAll(new NDList(rows.labels(), rows.weights(), order, next.losses, outputs));
            arguments.addAll(model.settings());
            arguments.addAll(new NDList(next.plan, next.keys, next.seeds, model.rates(), now));
            return script.call(method, true, arguments);
        }
    }

    private NDArray now(int i) {
        int begin = planned().steps.getFirst().get(i).batch() * batchSize;
        long[] numbers = {begin, Math.min((long) begin + batchSize, size), i, begin};
        long[] switches = model.switches();
        long[] now = Arrays.copyOf(numbers, numbers.length + switches.length);
        System.arraycopy(switches, 0, now, numbers.length, switches.length);
        return script.host().create(now);
    }

    /// What the script takes besides the models, by its names in `fused/proof.py`.
    Map<String, NDArray> inputs() {
        return Map.of(
                "slots",
                rows.slots(),
                "dense",
                rows.dense(),
                "labels",
                rows.labels(),
                "order",
                order,
                "plan",
                planned().plan,
                "keys",
                planned().keys);
    }

    private Planned planned() {
        return planned.orElseThrow(() -> new IllegalStateException("no steps are planned"));
    }

    /// The losses of the planned steps that were done, (trials)(steps).
    @Override
    public float[][] losses() {
        return perTrial(planned().losses);
    }

    /// The output of each row that was learnt from, as it was then, by its place in its trial's order;
    /// (trials)(rows).
    @Override
    public float[][] outputs() {
        return perTrial(outputs);
    }

    private float[][] perTrial(NDArray values) {
        float[] all = values.toFloatArray();
        int each = all.length / model.trials();
        List<float[]> trials = new ArrayList<>();
        for (int k = 0; k < model.trials(); k++) {
            trials.add(Arrays.copyOfRange(all, k * each, (k + 1) * each));
        }
        return trials.toArray(float[][]::new);
    }

    @Override
    public void close() {
        planned.ifPresent(Planned::close);
        manager.close();
        memory.close();
        rows.release();
    }
}
