package ctrsweep.train;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ctrsweep.data.Rows;
import ctrsweep.files.Sha256;
import ctrsweep.model.FreeSettings.Switch;
import ctrsweep.model.Model;
import ctrsweep.model.ScriptArchive;
import ctrsweep.model.Segment;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// The models of trials that train together, and what their optimisers remember: K models of one shape in one
/// tensor each. For one thread at a time.
final class FusedModel implements FusedEngine.Trials {
    /// Numbers of all trials' activations that one call of an evaluation is to make at most, as rows times trials.
    private static final int EVALUATED = 1 << 18;

    /// Rows of one evaluation call on the CPU, whose cache is smaller.
    private static final int EVALUATED_ON_HOST = 4096;

    /// The largest count of numbers, of all trials together, of which there is a copy on the CPU.
    private static final int COPIED = 1 << 26;

    private final FusedScript script;
    private final List<Model> models;
    private final NDManager manager;
    private final HostArrays memory;
    private final NDArray weights;
    private final NDArray statistics;
    private final NDArray firstMoment;
    private final NDArray secondMoment;
    private final NDArray average;
    private final long[] switches;
    private final List<NDArray> settings;
    private final List<NDArray> parts;
    private final List<NDArray> averageParts;
    private final NDArray rates;
    private final NDArray frozen;
    private final IdentityHashMap<NDArray, NDArray> here = new IdentityHashMap<>();
    private List<NDArray> constants = List.of();
    private int capacity;

    /// @param models of one [#shape]
    /// @param moments with a moving average for all or none
    FusedModel(FusedScript script, List<Model> models, List<ModelState> states, List<Moments> moments) {
        this.script = script;
        this.models = List.copyOf(models);
        manager = script.manager().newSubManager();
        memory = new HostArrays(manager);
        weights = rows(states.stream().map(state -> state.weights).toList());
        statistics = interleaved(states);
        firstMoment = rows(moments.stream().map(moment -> moment.first).toList());
        secondMoment = rows(moments.stream().map(moment -> moment.second).toList());
        average = moments.getFirst().average.length == 0
                ? weights
                : rows(moments.stream().map(moment -> moment.average).toList());
        List<List<Double>> numbers =
                models.stream().map(model -> fused(model).settings()).toList();
        switches = switches(models, numbers);
        settings = IntStream.range(0, numbers.getFirst().size())
                .mapToObj(i -> named("settings[]", column(numbers, i)))
                .toList();
        parts = parts(weights);
        averageParts = average == weights ? parts : parts(average);
        rates = script.host()
                .create(
                        models.stream()
                                .flatMap(model -> fused(model).dropout().stream())
                                .mapToDouble(rate -> rate)
                                .toArray(),
                        new Shape(
                                models.size(),
                                fused(models.getFirst()).dropout().size()));
        frozen = manager.create(models.getFirst().weights().frozen());
        NDList arguments = new NDList(secondMoment);
        arguments.addAll(settings);
        script.call("begin", false, arguments).close();
    }

    private List<NDArray> parts(NDArray of) {
        List<NDArray> found = new ArrayList<>(script.call("parts", true, new NDList(of)));
        found.forEach(part -> part.setName("parts[]"));
        return found;
    }

    private static NDArray named(String name, NDArray array) {
        array.setName(name);
        return array;
    }

    /// What models must have in common to train together.
    static String shape(Model model) {
        return Sha256.of(ScriptArchive.of(model));
    }

    int trials() {
        return models.size();
    }

    private static Model.Fused fused(Model model) {
        return model.together().orElseThrow();
    }

    /// Begins to learn from rows.
    ///
    /// @param rows of each trial, of one size; equal objects are on the device once
    /// @param orders in which each trial learns from its rows
    @Override
    public FusedPass begin(List<Rows> rows, List<int[]> orders, int batchSize, boolean keepsOutputs) {
        prepare(batchSize);
        return new FusedPass(this, script, script.rows(rows), rows, orders, batchSize, keepsOutputs);
    }

    /// The logit of each trial's rows, by what is evaluated: where there is a moving average of the weights, it
    /// stands in their place.
    ///
    /// @return (trials)(rows)
    @Override
    public float[][] logits(List<Rows> of) {
        if (constants.isEmpty()) {
            prepare(1);
        }
        FusedRows rows = script.rows(of);
        int longest = of.stream().mapToInt(Rows::size).max().orElse(0);
        long[] bounds = new long[2 * trials()];
        for (int k = 0; k < trials(); k++) {
            bounds[k] = rows.first(of.get(k));
            bounds[trials() + k] = bounds[k] + Math.max(0, of.get(k).size() - 1);
        }
        int step = script.onHost() ? EVALUATED_ON_HOST : Math.max(1024, EVALUATED / trials());
        try (NDManager scratch = manager.newSubManager();
                HostArrays arrays = new HostArrays(scratch)) {
            NDArray firstAndLast = arrays.of(bounds, new Shape(2, trials(), 1));
            NDArray outputs = scratch.zeros(new Shape(trials(), longest));
            for (int begin = 0; begin < longest; begin += step) {
                try (NDArray now = script.host().create(new long[] {begin, Math.min(begin + step, longest)})) {
                    NDList arguments = new NDList(averageParts);
                    arguments.add(statistics);
                    arguments.addAll(constants);
                    arguments.addAll(rows.inputs());
                    arguments.addAll(new NDList(firstAndLast, outputs));
                    arguments.addAll(settings);
                    arguments.add(now);
                    script.call("logits", false, arguments).close();
                }
            }
            try (NDArray here = outputs.toDevice(Device.cpu(), false)) {
                List<NDArray> each =
                        IntStream.range(0, trials()).mapToObj(k -> here.get(k)).toList();
                return IntStream.range(0, trials())
                        .parallel()
                        .mapToObj(k -> first(of.get(k).size(), each.get(k)))
                        .toArray(float[][]::new);
            }
        }
    }

    /// @param row on the CPU
    private static float[] first(int count, NDArray row) {
        float[] numbers = new float[count];
        if (count > 0) {
            row.toByteBuffer(true)
                    .order(ByteOrder.nativeOrder())
                    .asFloatBuffer()
                    .get(numbers);
        }
        return numbers;
    }

    /// The gradient of the planned step, (trials, N), before clipping.
    float[] gradient(FusedPass pass, int step) {
        try (NDList result = pass.call("gradient", step)) {
            return result.singletonOrThrow().toFloatArray();
        }
    }

    private void prepare(int rows) {
        if (rows <= capacity) {
            return;
        }
        constants.forEach(NDArray::close);
        try (NDArray most = script.host().create(new long[] {rows})) {
            constants = new ArrayList<>(script.call("constants", true, new NDList(weights, most)));
        }
        constants.forEach(constant -> constant.setName("constants[]"));
        capacity = rows;
    }

    NDManager manager() {
        return manager;
    }

    /// What every method takes that learns from a batch, up to the rows.
    NDList learning() {
        NDList arguments = new NDList(parts);
        arguments.addAll(new NDList(statistics, frozen));
        arguments.addAll(constants);
        return arguments;
    }

    NDArray weights() {
        return weights;
    }

    NDList moving() {
        return new NDList(firstMoment, secondMoment);
    }

    NDArray average() {
        return average;
    }

    boolean averages() {
        return average != weights;
    }

    List<NDArray> settings() {
        return settings;
    }

    NDArray rates() {
        return rates;
    }

    /// Which of the switches is on for any trial, as the script takes them: L2, limits of norm and numbers,
    /// dropout, label smoothing.
    long[] switches() {
        return switches.clone();
    }

    private static long[] switches(List<Model> models, List<List<Double>> settings) {
        boolean drops = models.stream()
                .flatMap(model -> fused(model).dropout().stream())
                .anyMatch(rate -> rate > 0);
        return new long[] {
            on(Switch.L2, settings),
            on(Switch.CLIP_NORM, settings),
            on(Switch.CLIP_VALUE, settings),
            drops ? 1 : 0,
            on(Switch.LABEL_SMOOTHING, settings)
        };
    }

    private static int on(Switch which, List<List<Double>> numbers) {
        return which.isOn(numbers) ? 1 : 0;
    }

    /// What belongs to the models, by its names in `fused/proof.py`.
    Map<String, NDArray> inputs() {
        return Map.of("statistics", statistics, "settings", NDArrays.stack(new NDList(settings)));
    }

    Model model(int trial) {
        return models.get(trial);
    }

    /// A copy of what a trial learns on.
    @Override
    public ModelState state(int trial) {
        return new ModelState(row(weights, trial), ofTrial(trial));
    }

    /// A copy of what is evaluated of a trial.
    @Override
    public ModelState evaluated(int trial) {
        return new ModelState(row(average, trial), ofTrial(trial));
    }

    /// A copy.
    @Override
    public Moments moments(int trial) {
        return new Moments(
                row(firstMoment, trial), row(secondMoment, trial), averages() ? row(average, trial) : new float[0]);
    }

    private float[] row(NDArray of, int trial) {
        try (NDArray row = here(of).get(trial)) {
            return row.toFloatArray();
        }
    }

    /// The numbers on the CPU, copied once for all trials that ask for theirs before they learn again; large ones stay
    /// where they are.
    private NDArray here(NDArray of) {
        return of.size() > COPIED ? of : here.computeIfAbsent(of, there -> there.toDevice(Device.cpu(), false));
    }

    /// The trials learn: what was copied to the CPU is out of date.
    void changed() {
        here.forEach((there, copy) -> {
            if (copy != there) {
                copy.close();
            }
        });
        here.clear();
    }

    private NDArray rows(List<float[]> vectors) {
        int size = vectors.getFirst().length;
        float[] all = new float[vectors.size() * size];
        for (int k = 0; k < vectors.size(); k++) {
            System.arraycopy(vectors.get(k), 0, all, k * size, size);
        }
        return memory.of(all, new Shape(vectors.size(), size));
    }

    /// (trials, 1): a number of each.
    private NDArray column(List<List<Double>> numbers, int i) {
        float[] all = new float[numbers.size()];
        for (int k = 0; k < all.length; k++) {
            all[k] = numbers.get(k).get(i).floatValue();
        }
        return memory.of(all, new Shape(all.length, 1));
    }

    /// Of each statistic in turn the numbers of all trials.
    private NDArray interleaved(List<ModelState> states) {
        float[] all = new float
                [states.stream().mapToInt(state -> state.statistics.length).sum()];
        int from = 0;
        int to = 0;
        for (Segment segment : models.getFirst().statistics().segments()) {
            int size = segment.rows();
            for (ModelState state : states) {
                System.arraycopy(state.statistics, from, all, to, size);
                to += size;
            }
            from += size;
        }
        return memory.of(all, new Shape(all.length));
    }

    private float[] ofTrial(int trial) {
        float[] all = here(statistics).toFloatArray();
        float[] own = new float[all.length / trials()];
        int to = 0;
        for (Segment segment : models.getFirst().statistics().segments()) {
            int size = segment.rows();
            System.arraycopy(all, to * trials() + trial * size, own, to, size);
            to += size;
        }
        return own;
    }

    /// Rows of one length, one after the other.
    static float[] flat(float[][] rows) {
        float[] all = new float[rows.length * rows[0].length];
        for (int k = 0; k < rows.length; k++) {
            System.arraycopy(rows[k], 0, all, k * rows[0].length, rows[0].length);
        }
        return all;
    }

    @Override
    public void close() {
        changed();
        parts.forEach(NDArray::close);
        if (averageParts != parts) {
            averageParts.forEach(NDArray::close);
        }
        constants.forEach(NDArray::close);
        rates.close();
        manager.close();
        memory.close();
    }
}
