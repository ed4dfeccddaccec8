package ctrsweep.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ctrsweep.data.Field;
import ctrsweep.data.Rows;
import ctrsweep.data.Schema;
import ctrsweep.model.Arithmetic;
import ctrsweep.model.Model;
import ctrsweep.settings.Experiment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/// How long a training step takes, on made-up rows of the shape of MovieLens-100K: 16 fields, the
/// vocabularies of its temporal split, 400,015 rows an epoch.
public final class StepBenchmark {
    /// 16 fields, with the vocabularies of MovieLens-100K's temporal split.
    public static final Schema MOVIELENS = new Schema(List.of(
            Field.sparse("user_id", 752, 16),
            Field.sparse("movie_id", 1617, 16),
            Field.sparse("gender", 3, 4),
            Field.sparse("age", 8, 4),
            Field.sparse("occupation", 22, 8),
            Field.sparse("zip_prefix", 344, 8),
            Field.sequence("genres", 20, 8, 6),
            Field.sparse("release_year_bucket", 18, 4),
            Field.sparse("movie_age_at_rating", 8, 4),
            Field.sparse("num_genres", 7, 4),
            Field.dense("dow_sin", 4),
            Field.dense("dow_cos", 4),
            Field.dense("hour_sin", 4),
            Field.dense("hour_cos", 4),
            Field.dense("user_rating_count", 8),
            Field.dense("item_rating_count", 8)));
    private static final int ROWS = 400_015;
    /// Steps that are not counted: memory is touched for the first time.
    private static final int WARM_UP = 8;
    private static final int EVALUATIONS = 5;
    private static final int PRODUCTS = 40;
    /// Products that are waited for together: a device computes them one after the other without a pause.
    private static final int PRODUCTS_AT_ONCE = 8;
    private static final int PRODUCT_ROWS = 4096;
    private static final int PRODUCT_WIDTH = 256;

    private final Torch torch;
    private final Devices.Usable device;
    private final Schema schema;

    /// @param schema of the made-up rows
    public StepBenchmark(Torch torch, Devices.Usable device, Schema schema) {
        this.torch = torch;
        this.device = device;
        this.schema = schema;
    }

    /// One table with this number of rows, looked up once by each row of a batch.
    public static Schema oneTable(int rows) {
        return new Schema(List.of(Field.sparse("id", rows, 16)));
    }

    /// Medians.
    ///
    /// @param floorMillis what a step's matrix products alone would take at the speed of the fastest product
    ///     seen
    /// @param millisPerStep drawing, forward, backward, clipping and update of one batch
    public record Result(
            double millisPerStep,
            double trainRowsPerSecond,
            double evalRowsPerSecond,
            double floorMillis,
            double loss,
            int parameters) {}

    /// Steps are timed one by one on the CPU, and in flight, as training runs them, on a device.
    public Result run(Experiment experiment, int steps) {
        return device.kernels().host() || experiment.optimizer().rowWise()
                ? alone(experiment, steps)
                : inFlight(experiment, steps);
    }

    private Result inFlight(Experiment experiment, int steps) {
        FusedBenchmark.Result fused = new FusedBenchmark(torch, device, schema).run(experiment, 1, steps);
        int size = experiment.training().batchSize();
        return new Result(
                fused.millisPerStep(),
                size / fused.millisPerStep() * 1e3,
                fused.evalRowsPerSecond(),
                floor(experiment),
                fused.loss(),
                fused.parameters());
    }

    private double floor(Experiment experiment) {
        Model model = Model.of(experiment, schema, device.kernels());
        try (NDManager manager = torch.manager(device.device());
                ScriptedModel scripted =
                        new ScriptedModel(manager, model, ModelState.initial(model, experiment.seed()))) {
            return floor(experiment, scripted);
        }
    }

    private Result alone(Experiment experiment, int steps) {
        torch.prepareThread();
        Model model = Model.of(experiment, schema, device.kernels());
        int size = experiment.training().batchSize();
        int batches = ROWS / size;
        try (NDManager manager = torch.manager(device.device());
                ScriptedModel scripted =
                        new ScriptedModel(manager, model, ModelState.initial(model, experiment.seed()))) {
            DeviceRows rows = scripted.rows(rows(experiment.seed()));
            NDArray order = manager.create(EpochOrder.shuffled(ROWS, experiment.seed()));
            NDArray losses = manager.create(new float[batches]);
            double[] millis = new double[steps];
            for (int step = -WARM_UP; step < steps; step++) {
                int batch = Math.floorMod(step, batches);
                long began = System.nanoTime();
                scripted.step(
                        rows,
                        order,
                        losses,
                        experiment.training().lr(),
                        new ScriptedModel.Batch(batch * size, (batch + 1) * size, batch, step, step + WARM_UP + 1));
                if (!device.kernels().host()) {
                    losses.toFloatArray(); // waits for the device
                }
                if (step >= 0) {
                    millis[step] = (System.nanoTime() - began) / 1e6;
                }
            }
            double step = median(millis);
            float loss = losses.toFloatArray()[0];
            return new Result(
                    step,
                    size / step * 1e3,
                    evaluation(scripted, rows),
                    floor(experiment, scripted),
                    loss,
                    model.weights().size());
        }
    }

    private double floor(Experiment experiment, ScriptedModel scripted) {
        NDManager manager = scripted.manager();
        double best = Double.POSITIVE_INFINITY;
        try (NDArray x = manager.ones(new Shape(PRODUCT_ROWS, PRODUCT_WIDTH));
                NDArray w = manager.ones(new Shape(PRODUCT_WIDTH, PRODUCT_WIDTH))) {
            for (int i = 0; i < PRODUCTS; i++) {
                long began = System.nanoTime();
                scripted.product(x, w, PRODUCTS_AT_ONCE);
                best = Math.min(best, (System.nanoTime() - began) / 1e6 / PRODUCTS_AT_ONCE);
            }
        }
        double operations = 2.0 * PRODUCT_ROWS * PRODUCT_WIDTH * PRODUCT_WIDTH;
        long wanted = Arithmetic.ofTraining(experiment, schema)
                * experiment.training().batchSize();
        return wanted / operations * best;
    }

    /// Runs steps and an evaluation of one batch under the engine's profiler.
    ///
    /// @param trace file that gets the trace
    public Profile profile(Experiment experiment, int steps, Path trace) throws IOException {
        torch.prepareThread();
        Model model = Model.of(experiment, schema, device.kernels());
        int size = experiment.training().batchSize();
        try (NDManager manager = torch.manager(device.device());
                ScriptedModel scripted =
                        new ScriptedModel(manager, model, ModelState.initial(model, experiment.seed()))) {
            DeviceRows rows = scripted.rows(rows(experiment.seed()));
            NDArray order = manager.create(EpochOrder.shuffled(ROWS, experiment.seed()));
            NDArray losses = manager.create(new float[1]);
            Runnable work = () -> {
                for (int step = 0; step < steps; step++) {
                    scripted.step(
                            rows,
                            order,
                            losses,
                            1e-3,
                            new ScriptedModel.Batch(step * size, (step + 1) * size, 0, step, step + 1));
                }
            };
            work.run();
            return Profile.of(trace, work);
        }
    }

    private static double evaluation(ScriptedModel scripted, DeviceRows rows) {
        double[] seconds = new double[EVALUATIONS];
        for (int i = -1; i < EVALUATIONS; i++) {
            long began = System.nanoTime();
            scripted.logits(rows);
            if (i >= 0) {
                seconds[i] = (System.nanoTime() - began) / 1e9;
            }
        }
        return ROWS / median(seconds);
    }

    Rows rows(long seed) {
        return rows(seed, ROWS);
    }

    /// The first `count` of these rows.
    Rows rows(long seed, int count) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Field> sparse = schema.of(Field.Kind.SPARSE);
        List<Field> bags = schema.of(Field.Kind.SEQUENCE);
        int dense = schema.columns(Field.Kind.DENSE);
        int[] ids = new int[count * sparse.size()];
        int[] sequences = new int[count * schema.columns(Field.Kind.SEQUENCE)];
        float[] numbers = new float[count * dense];
        float[] labels = new float[count];
        int slot = 0;
        for (int row = 0; row < count; row++) {
            for (int i = 0; i < sparse.size(); i++) {
                ids[row * sparse.size() + i] = random.nextInt(sparse.get(i).vocabulary());
            }
            for (Field bag : bags) {
                int length = random.nextInt(1, bag.length() + 1);
                for (int i = 0; i < length; i++) {
                    sequences[slot + i] = random.nextInt(1, bag.vocabulary());
                }
                slot += bag.length();
            }
            for (int i = 0; i < dense; i++) {
                numbers[row * dense + i] = (float) random.nextDouble();
            }
            labels[row] = random.nextDouble() < 0.11 ? 1 : 0;
        }
        return new Rows(count, ids, sequences, numbers, labels, new int[0]);
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
