package ctrsweep.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ctrsweep.config.ExperimentReader;
import ctrsweep.data.Rows;
import ctrsweep.data.Schema;
import ctrsweep.model.Model;
import ctrsweep.model.Proof;
import ctrsweep.model.Tensor;
import ctrsweep.settings.Experiment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// A proof for a device without this program: a model, rows to learn from, and what the CPU makes of
/// them with the same kernels, dropout included.
///
/// @param experiment says model, batch size, rate and seed
/// @param schema of the made-up rows
public record DeviceProof(Torch torch, Experiment experiment, Schema schema) {
    private static final int BATCHES = 4;
    private static final int STEPS = 12;

    /// An archive for `torch.jit.load`.
    public byte[] archive() {
        torch.prepareThread();
        Devices.Usable cpu = new Devices(torch).choose("cpu");
        Model model = Model.of(experiment, schema, new Model.Kernels(false, false));
        int size = experiment.training().batchSize();
        double lr = experiment.training().lr();
        long seed = experiment.seed();
        Rows rows = new StepBenchmark(torch, cpu, schema).rows(seed, BATCHES * size);
        int[] shuffled = EpochOrder.shuffled(rows.size(), seed);
        ModelState state = ModelState.initial(model, seed);
        try (NDManager manager = torch.manager(cpu.device());
                ScriptedModel scripted = new ScriptedModel(manager, model, state);
                DeviceRows there = scripted.rows(rows)) {
            NDArray order = manager.create(shuffled);
            NDArray losses = manager.create(new float[STEPS]);
            for (int step = 1; step <= STEPS; step++) {
                int begin = (step - 1) * size % rows.size();
                scripted.step(
                        there,
                        order,
                        losses,
                        lr,
                        new ScriptedModel.Batch(begin, begin + size, step - 1, seed + step, step));
            }
            return new Proof(model, lr, size, Math.toIntExact(seed))
                    .archive(
                            state.weights,
                            state.statistics,
                            rows,
                            shuffled,
                            losses.toFloatArray(),
                            scripted.state().weights);
        }
    }

    /// An archive of trials that train together, for `torch.jit.load`. Their seeds, orders, learning rates,
    /// penalties and rates of dropout differ, and so do their first weights by a factor.
    public byte[] archive(int trials) {
        torch.prepareThread();
        Devices.Usable cpu = new Devices(torch).choose("cpu");
        int size = experiment.training().batchSize();
        Rows rows = new StepBenchmark(torch, cpu, schema).rows(experiment.seed(), BATCHES * size);
        List<Model> models = new ArrayList<>();
        List<int[]> orders = new ArrayList<>();
        List<List<Step>> plans = new ArrayList<>();
        for (int k = 0; k < trials; k++) {
            models.add(Model.of(differing(k, trials), schema, new Model.Kernels(false, false, true)));
            orders.add(EpochOrder.shuffled(rows.size(), experiment.seed() + k));
            plans.add(steps(k));
        }
        ModelState first = ModelState.initial(models.getFirst(), experiment.seed());
        float[] factors = new float[trials];
        List<ModelState> states = new ArrayList<>();
        for (int k = 0; k < trials; k++) {
            factors[k] = 1 + (float) k / trials;
            states.add(times(factors[k], first));
        }
        Moments none = Moments.none(models.getFirst());
        try (NDManager manager = torch.manager(cpu.device());
                FusedScript script = new FusedScript(manager, models.getFirst());
                FusedModel fused = new FusedModel(script, models, states, Collections.nCopies(trials, none));
                FusedPass pass = fused.begin(Collections.nCopies(trials, rows), orders, size, false)) {
            pass.plan(plans);
            Map<String, Tensor> buffers = new LinkedHashMap<>();
            buffers.put("weights", Tensor.of(first.weights, 1, first.weights.length));
            buffers.put("factors", Tensor.of(factors, trials, 1));
            fused.inputs().forEach((name, array) -> buffers.put(name, tensor(array)));
            pass.inputs().forEach((name, array) -> buffers.put(name, tensor(array)));
            IntStream.range(0, STEPS).forEach(pass::step);
            buffers.put("losses", Tensor.of(FusedModel.flat(pass.losses()), trials, STEPS));
            float[] norms = new float[trials];
            for (int k = 0; k < trials; k++) {
                norms[k] = norm(fused.state(k).weights);
            }
            buffers.put("norms", Tensor.of(norms, trials));
            return Proof.together(models.getFirst(), trials, size, fused.switches(), buffers);
        }
    }

    private Experiment differing(int trial, int trials) {
        double share = (double) (trial + 1) / trials;
        return ExperimentReader.changed(
                experiment,
                List.of(
                        "feature.embedding_l2_reg=" + 1e-5 * share,
                        "dnn.dropout=" + 0.4 * share,
                        "training.gradient_clip_norm=" + 10 * share));
    }

    private List<Step> steps(int trial) {
        double lr = experiment.training().lr() * (trial + 1) / 2;
        return IntStream.range(0, STEPS)
                .mapToObj(i -> new Step(i % BATCHES, experiment.seed() + (long) trial * STEPS + i, i + 1L, lr, 1))
                .toList();
    }

    private static ModelState times(float factor, ModelState state) {
        float[] weights = state.weights.clone();
        for (int i = 0; i < weights.length; i++) {
            weights[i] *= factor;
        }
        return new ModelState(weights, state.statistics);
    }

    private static float norm(float[] numbers) {
        double sum = 0;
        for (float number : numbers) {
            sum += (double) number * number;
        }
        return (float) Math.sqrt(sum);
    }

    private static Tensor tensor(NDArray array) {
        Integer[] shape = Arrays.stream(array.getShape().getShape())
                .mapToObj(Math::toIntExact)
                .toArray(Integer[]::new);
        return switch (array.getDataType()) {
            case INT32 -> Tensor.of(array.toIntArray(), shape);
            case INT64 -> Tensor.of(array.toLongArray(), shape);
            default -> Tensor.of(array.toFloatArray(), shape);
        };
    }
}
