package ctrsweep.train;

import ai.djl.ndarray.NDManager;
import ctrsweep.data.Rows;
import ctrsweep.data.Schema;
import ctrsweep.model.Model;
import ctrsweep.settings.Experiment;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/// How long a step takes in which trials train together, on the rows of [StepBenchmark]. Each trial has a seed, an
/// order and a learning rate of its own.
///
/// @param schema of the made-up rows
public record FusedBenchmark(Torch torch, Devices.Usable device, Schema schema) {
    private static final int BATCHES = 8;
    /// Steps that are not counted: memory is touched for the first time.
    private static final int WARM_UP = 3;

    /// @param millisPerStep of all trials, steps following each other as in training
    /// @param evalRowsPerSecond of all trials together
    /// @param loss of the first trial at the last step
    public record Result(double millisPerStep, double evalRowsPerSecond, double loss, int parameters) {}

    /// @param steps to time
    public Result run(Experiment experiment, int trials, int steps) {
        torch.prepareThread();
        Model model = Model.of(experiment, schema, device.kernels().ofFused());
        int size = experiment.training().batchSize();
        List<Rows> rows = Collections.nCopies(
                trials, new StepBenchmark(torch, device, schema).rows(experiment.seed(), BATCHES * size));
        List<ModelState> states = new ArrayList<>();
        List<int[]> orders = new ArrayList<>();
        List<List<Step>> plans = new ArrayList<>();
        for (int k = 0; k < trials; k++) {
            states.add(ModelState.initial(model, experiment.seed() + k));
            orders.add(EpochOrder.shuffled(BATCHES * size, experiment.seed() + k));
            plans.add(plan(experiment, k, WARM_UP + steps));
        }
        try (NDManager manager = torch.manager(device.device());
                FusedScript script = new FusedScript(manager, model);
                FusedModel fused = new FusedModel(
                        script,
                        Collections.nCopies(trials, model),
                        states,
                        Collections.nCopies(trials, Moments.none(model)));
                FusedPass pass = fused.begin(rows, orders, size, false)) {
            pass.plan(plans);
            IntStream.range(0, WARM_UP).forEach(pass::step);
            pass.losses();
            long began = System.nanoTime();
            IntStream.range(WARM_UP, WARM_UP + steps).forEach(pass::step);
            double loss = pass.losses()[0][WARM_UP + steps - 1];
            double millis = (System.nanoTime() - began) / 1e6 / steps;
            return new Result(
                    millis, evaluation(fused, rows), loss, model.weights().size());
        }
    }

    private static List<Step> plan(Experiment experiment, int trial, int steps) {
        double lr = experiment.training().lr() * (trial + 1) / 2;
        return IntStream.range(0, steps)
                .mapToObj(i -> new Step(i % BATCHES, (long) trial * steps + i, i + 1L, lr, 1))
                .toList();
    }

    private static double evaluation(FusedModel fused, List<Rows> rows) {
        fused.logits(rows);
        long began = System.nanoTime();
        float[][] logits = fused.logits(rows);
        return (double) logits.length * logits[0].length / ((System.nanoTime() - began) / 1e9);
    }
}
