package ctrsweep.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ctrsweep.data.Rows;
import ctrsweep.data.Schema;
import ctrsweep.model.Model;
import ctrsweep.model.Proof;
import ctrsweep.settings.Experiment;

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
}
