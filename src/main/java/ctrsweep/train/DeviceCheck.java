package ctrsweep.train;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ctrsweep.config.ExperimentReader;
import ctrsweep.data.Field;
import ctrsweep.data.Rows;
import ctrsweep.data.Schema;
import ctrsweep.model.Model;
import ctrsweep.model.ModelName;
import ctrsweep.settings.Experiment;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/// Whether a device computes what the CPU does: the logits and the gradient of each model, on the same weights
/// and rows.
public final class DeviceCheck {
    /// The largest difference that rounding explains, relative to the largest number.
    public static final double TOLERANCE = 1e-3;

    private static final int ROWS = 512;
    private static final int TRIALS = 3;
    private static final Schema SCHEMA = new Schema(List.of(
            Field.sparse("user", 300, 16),
            Field.sparse("hour", 24, 4),
            Field.sequence("tags", 20, 8, 4),
            Field.sequence("history", 200, 16, 5),
            Field.dense("price", 4)));

    private final Torch torch;

    public DeviceCheck(Torch torch) {
        this.torch = torch;
    }

    /// The largest differences from the CPU, relative to the largest number of each.
    public record Agreement(double ofLogits, double ofGradient) {
        public boolean holds() {
            return ofLogits <= TOLERANCE && ofGradient <= TOLERANCE;
        }
    }

    /// Compares with dropout too: both draw its numbers as the device does, from a generator or by counting.
    ///
    /// @throws RuntimeException the engine's, when the device lacks something
    public Agreement of(ModelName name, Devices.Usable device) {
        torch.prepareThread();
        Experiment experiment = ExperimentReader.changed(
                Experiment.DEFAULTS,
                List.of("model_name=" + name.name().toLowerCase(Locale.ROOT), "cin.layer_sizes=[16,8]"));
        Devices.Usable cpu = new Devices(torch).choose("cpu");
        Computed here = computed(
                experiment,
                new Devices.Usable(
                        "cpu",
                        cpu.device(),
                        new Model.Kernels(false, device.kernels().host())));
        Computed there = computed(experiment, device);
        return new Agreement(difference(there.logits, here.logits), difference(there.gradient, here.gradient));
    }

    /// Compares steps in which trials train together: three trials of different seeds, penalties and rates of
    /// dropout.
    ///
    /// @throws RuntimeException the engine's, when the device lacks something
    public Agreement together(ModelName name, Devices.Usable device) {
        torch.prepareThread();
        Model.Kernels kernels = device.kernels().ofFused();
        Computed here = together(name, new Devices(torch).choose("cpu").device(), kernels);
        Computed there = together(name, device.device(), kernels);
        return new Agreement(difference(there.logits, here.logits), difference(there.gradient, here.gradient));
    }

    private Computed together(ModelName name, Device device, Model.Kernels kernels) {
        List<Model> models = new ArrayList<>();
        List<ModelState> states = new ArrayList<>();
        List<List<Step>> steps = new ArrayList<>();
        for (int k = 1; k <= TRIALS; k++) {
            Experiment experiment = ExperimentReader.changed(
                    Experiment.DEFAULTS,
                    List.of(
                            "model_name=" + name.name().toLowerCase(Locale.ROOT),
                            "cin.layer_sizes=[16,8]",
                            "dnn.dropout=" + 0.1 * k,
                            "feature.embedding_l2_reg=" + 0.001 * k));
            Model model = Model.of(experiment, SCHEMA, kernels);
            models.add(model);
            states.add(ModelState.initial(model, k));
            steps.add(List.of(new Step(0, k, 1, 0.001, 1)));
        }
        List<Rows> rows = Collections.nCopies(TRIALS, rows());
        Moments none = Moments.none(models.getFirst());
        try (NDManager manager = torch.manager(device);
                FusedScript script = new FusedScript(manager, models.getFirst());
                FusedModel fused = new FusedModel(script, models, states, Collections.nCopies(TRIALS, none));
                FusedPass pass =
                        fused.begin(rows, Collections.nCopies(TRIALS, EpochOrder.shuffled(ROWS, 1)), ROWS, false)) {
            pass.plan(steps);
            float[] gradient = fused.gradient(pass, 0);
            pass.step(0);
            return new Computed(FusedModel.flat(fused.logits(rows)), gradient);
        }
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record Computed(float[] logits, float[] gradient) {}

    private Computed computed(Experiment experiment, Devices.Usable device) {
        Model model = Model.of(experiment, SCHEMA, device.kernels());
        try (NDManager manager = torch.manager(device.device());
                ScriptedModel scripted = new ScriptedModel(manager, model, ModelState.initial(model, 1));
                DeviceRows rows = scripted.rows(rows())) {
            NDArray order = manager.create(EpochOrder.shuffled(ROWS, 1));
            NDArray losses = manager.create(new float[1]);
            float[] logits = scripted.logits(rows);
            return new Computed(
                    logits, scripted.gradient(rows, order, losses, new ScriptedModel.Batch(0, ROWS, 0, 1, 1)));
        }
    }

    private static double difference(float[] there, float[] here) {
        double largest = 0;
        double difference = 0;
        for (int i = 0; i < here.length; i++) {
            largest = Math.max(largest, Math.abs(here[i]));
            difference = Math.max(difference, Math.abs(there[i] - here[i]));
        }
        return difference / largest;
    }

    private static Rows rows() {
        SplittableRandom random = new SplittableRandom(7);
        int[] sparse = new int[2 * ROWS];
        int[] sequences = new int[9 * ROWS];
        float[] dense = new float[ROWS];
        float[] labels = new float[ROWS];
        for (int row = 0; row < ROWS; row++) {
            sparse[2 * row] = random.nextInt(300);
            sparse[2 * row + 1] = random.nextInt(24);
            for (int i = 0; i < 9; i++) {
                sequences[9 * row + i] = random.nextInt(i < 4 ? 20 : 200);
            }
            dense[row] = (float) random.nextDouble(-1, 1);
            labels[row] = random.nextInt(2);
        }
        return new Rows(ROWS, sparse, sequences, dense, labels, new int[0]);
    }
}
