package ctrsweep.train;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ctrsweep.config.ExperimentReader;
import ctrsweep.data.Field;
import ctrsweep.data.Rows;
import ctrsweep.data.Schema;
import ctrsweep.model.Model;
import ctrsweep.settings.Experiment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Trials in one step against each of them alone, on the same rows, orders and dropout masks.
class FusedModelTest {
    private static final int ROWS = 64;
    private static final int BATCH = 24;
    private static final List<Integer> TRIALS = List.of(1, 2, 7);
    private static final Schema SCHEMA = new Schema(List.of(
            Field.sparse("user", 90, 6),
            Field.sparse("item", 70, 4),
            Field.sparse("gender", 5, 4),
            Field.sequence("tags", 7, 4, 3),
            Field.sequence("history", 80, 6, 2),
            Field.sparse("hour", 24, 6),
            Field.dense("price", 6),
            Field.dense("age", 2)));
    private static final Schema WEIGHTED = new Schema(List.of(
            Field.sparse("user", 90, 6),
            Field.sequence("history", 80, 6, 5).withWeights(),
            Field.sequence("tags", 7, 4, 3).withWeights(),
            Field.sparse("friend", 90, 6).in("user"),
            Field.dense("price", 6)));

    @ParameterizedTest
    @MethodSource("ctrsweep.train.ModelVariants#all")
    void hasTheGradientsOfEachAlone(String settings) {
        assertGradients(SCHEMA, settings);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dnn.dropout=0.3",
                "feature.variational_dropout=0.01",
                "fusion.hidden_units=[4] groups.wide=[history,user]",
                "model_name=xdeepfm cin.layer_sizes=[6,5,4] feature.dense=raw"
            })
    void hasThemOnIdsWithWeightsAndSharedTables(String settings) {
        assertGradients(WEIGHTED, settings);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "training.optimizer=sgd",
                "training.optimizer=adam training.gradient_clip_norm=0.5",
                "training.optimizer=adamw optimizer.weight_decay=0.3",
                "training.optimizer=rmsprop",
                "training.optimizer=adagrad optimizer.initial_accumulator=0.1 training.gradient_clip_value=0.002",
                "training.optimizer=adagrad_decay optimizer.initial_accumulator=0.1 optimizer.accumulator_decay_steps=2",
                "training.optimizer=adadelta",
                "training.optimizer=sgd optimizer.sparse=adagrad optimizer.sparse_lr=0.05 training.freeze=[wide]",
                "training.optimizer=adam optimizer.deep_lr=0.003 training.ema_decay=0.9",
                "training.optimizer=sgd training.accumulate=2 dnn.use_batch_norm=false"
            })
    void learnsAsEachAlone(String settings) {
        List<Experiment> most = experiments(settings + " dnn.dropout=0.2", TRIALS.getLast());
        List<Learnt> alone = most.stream().map(FusedModelTest::alone).toList();
        try (NDManager manager = manager();
                FusedScript script =
                        new FusedScript(manager, models(most, SCHEMA).getFirst())) {
            for (int trials : TRIALS) {
                List<Learnt> fused = learnt(script, most.subList(0, trials));
                for (int k = 0; k < trials; k++) {
                    assertLearnsAs(alone.get(k), fused.get(k));
                }
            }
        }
    }

    private static void assertLearnsAs(Learnt alone, Learnt fused) {
        assertClose("losses", fused.losses, alone.losses, 1e-5);
        assertClose("logits", fused.logits, alone.logits, 2e-4);
        assertClose("outputs", fused.outputs, alone.outputs, 2e-4);
        fused.weights.forEach(
                (name, values) -> assertClose(name, values, alone.weights.getOrDefault(name, new float[0]), 5e-4));
    }

    /// What a trial has come to.
    private static final class Learnt {
        final float[] losses;
        final float[] logits;
        final float[] outputs;
        final Map<String, float[]> weights;

        Learnt(float[] losses, float[] logits, float[] outputs, Map<String, float[]> weights) {
            this.losses = losses;
            this.logits = logits;
            this.outputs = outputs;
            this.weights = weights;
        }
    }

    private static void assertClose(String what, float[] actual, float[] expected, double share) {
        double largest = IntStream.range(0, expected.length)
                .mapToDouble(i -> Math.abs(expected[i]))
                .max()
                .orElse(0);
        assertThat(actual).as(what).containsExactly(expected, Offset.offset((float) (share * largest + 1e-7)));
    }

    private static void assertGradients(Schema schema, String settings) {
        List<Experiment> most = experiments(settings, TRIALS.getLast());
        List<Map<String, float[]>> each =
                most.stream().map(experiment -> gradient(experiment, schema)).toList();
        try (NDManager manager = manager();
                FusedScript script =
                        new FusedScript(manager, models(most, schema).getFirst())) {
            for (int trials : TRIALS) {
                List<Map<String, float[]>> fused = gradients(script, most.subList(0, trials), schema);
                for (int k = 0; k < trials; k++) {
                    assertGradients(each.get(k), fused.get(k));
                }
            }
        }
    }

    private static void assertGradients(Map<String, float[]> alone, Map<String, float[]> fused) {
        double largest = alone.values().stream()
                .flatMapToDouble(values -> IntStream.range(0, values.length).mapToDouble(i -> Math.abs(values[i])))
                .max()
                .orElse(0);
        assertThat(largest).isGreaterThan(1e-3);
        assertThat(fused).containsOnlyKeys(alone.keySet());
        fused.forEach((name, values) -> assertThat(values)
                .as(name)
                .containsExactly(alone.getOrDefault(name, new float[0]), Offset.offset((float) (2e-5 * largest))));
    }

    private static Map<String, float[]> gradient(Experiment experiment, Schema schema) {
        Model model = Model.of(experiment, schema, new Model.Kernels(true, true));
        try (NDManager manager = manager();
                ScriptedModel scripted =
                        new ScriptedModel(manager, model, ModelState.initial(model, experiment.seed()))) {
            NDArray order = manager.create(order(experiment));
            NDArray losses = manager.create(new float[1]);
            return model.weights()
                    .named(scripted.gradient(
                            scripted.rows(rows(schema, experiment.seed() % 2)),
                            order,
                            losses,
                            new ScriptedModel.Batch(0, ROWS, 0, experiment.seed() + 11, 1)));
        }
    }

    private static List<Map<String, float[]>> gradients(
            FusedScript script, List<Experiment> experiments, Schema schema) {
        List<Model> models = models(experiments, schema);
        List<Rows> rows = rowsOf(experiments, schema);
        try (FusedModel fused = fused(script, models, experiments);
                FusedPass pass = fused.begin(rows, orders(experiments), ROWS, false)) {
            pass.plan(experiments.stream()
                    .map(experiment -> List.of(new Step(0, experiment.seed() + 11, 1, 0.1, 1)))
                    .toList());
            float[] all = fused.gradient(pass, 0);
            int size = all.length / models.size();
            List<Map<String, float[]>> gradients = new ArrayList<>();
            for (int k = 0; k < models.size(); k++) {
                gradients.add(models.get(k).weights().named(Arrays.copyOfRange(all, k * size, (k + 1) * size)));
            }
            return gradients;
        }
    }

    private static Learnt alone(Experiment experiment) {
        Model model = Model.of(experiment, SCHEMA, new Model.Kernels(true, true));
        Rows rows = rows(SCHEMA, experiment.seed() % 2);
        try (NDManager manager = manager()) {
            SingleModel.Backend backend = new SingleModel.Backend(manager, model, experiment.training(), rows);
            ModelState state = ModelState.initial(model, experiment.seed());
            Moments moments = Moments.none(model);
            try (TrainableModel trained = backend.open(
                            state, experiment.training().emaDecay() > 0 ? moments.averaging(state) : moments);
                    TrainableModel.Pass pass = trained.begin(rows, order(experiment), BATCH, true)) {
                float[] losses = pass.learn(steps(experiment), 1, () -> false);
                return new Learnt(
                        losses,
                        trained.logits(rows),
                        pass.outputs(),
                        model.weights().named(trained.state().weights));
            } catch (InterruptedException | TrainableModel.Overdue e) {
                throw new AssertionError(e);
            }
        }
    }

    private static List<Learnt> learnt(FusedScript script, List<Experiment> experiments) {
        List<Model> models = models(experiments, SCHEMA);
        List<Rows> rows = rowsOf(experiments, SCHEMA);
        try (FusedModel fused = fused(script, models, experiments);
                FusedPass pass = fused.begin(rows, orders(experiments), BATCH, true)) {
            List<List<Step>> steps =
                    experiments.stream().map(FusedModelTest::steps).toList();
            pass.plan(steps);
            IntStream.range(0, steps.getFirst().size()).forEach(pass::step);
            float[][] logits = fused.logits(rows);
            return IntStream.range(0, models.size())
                    .mapToObj(k -> new Learnt(
                            pass.losses()[k],
                            logits[k],
                            pass.outputs()[k],
                            models.get(k).weights().named(fused.state(k).weights)))
                    .toList();
        }
    }

    private static FusedModel fused(FusedScript script, List<Model> models, List<Experiment> experiments) {
        List<ModelState> states = new ArrayList<>();
        List<Moments> moments = new ArrayList<>();
        for (int k = 0; k < models.size(); k++) {
            ModelState state =
                    ModelState.initial(models.get(k), experiments.get(k).seed());
            Moments none = Moments.none(models.get(k));
            states.add(state);
            moments.add(experiments.get(k).training().emaDecay() > 0 ? none.averaging(state) : none);
        }
        return new FusedModel(script, models, states, moments);
    }

    /// Three batches, the last of them smaller.
    private static List<Step> steps(Experiment experiment) {
        int accumulate = experiment.training().accumulate();
        double lr = experiment.training().lr();
        long seed = experiment.seed();
        return accumulate == 1
                ? List.of(
                        new Step(0, seed + 11, 1, lr, 1),
                        new Step(1, seed + 12, 2, lr / 2, 1),
                        new Step(2, seed + 13, 3, lr / 3, 1))
                : List.of(
                        new Step(0, seed + 11, 1, lr, 0),
                        new Step(1, seed + 12, 1, lr, 2),
                        new Step(2, seed + 13, 2, lr / 2, 1));
    }

    private static NDManager manager() {
        Torch torch = Torch.start();
        torch.prepareThread();
        return torch.manager(Device.cpu());
    }

    private static List<Model> models(List<Experiment> experiments, Schema schema) {
        List<Model> models = experiments.stream()
                .map(experiment -> Model.of(experiment, schema, new Model.Kernels(false, true).ofFused()))
                .toList();
        assertThat(models.stream().map(FusedModel::shape).distinct()).hasSize(1);
        return models;
    }

    /// Trials of even seeds share rows, and so do the others.
    private static List<Rows> rowsOf(List<Experiment> experiments, Schema schema) {
        List<Rows> two = List.of(rows(schema, 0), rows(schema, 1));
        return experiments.stream()
                .map(experiment -> two.get((int) (experiment.seed() % 2)))
                .toList();
    }

    private static List<int[]> orders(List<Experiment> experiments) {
        return experiments.stream().map(FusedModelTest::order).toList();
    }

    private static int[] order(Experiment experiment) {
        return EpochOrder.shuffled(ROWS, experiment.seed());
    }

    private static Rows rows(Schema schema, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int columns = schema.columns(Field.Kind.DENSE);
        int numbers = schema.of(Field.Kind.DENSE).size();
        float[] dense = new float[columns * ROWS];
        IntStream.range(0, dense.length)
                .forEach(i -> dense[i] = (float) random.nextDouble(i % columns < numbers ? -1 : 0, 1));
        float[] labels = new float[ROWS];
        float[] weights = new float[ROWS];
        IntStream.range(0, ROWS).forEach(i -> labels[i] = random.nextInt(2));
        IntStream.range(0, ROWS).forEach(i -> weights[i] = (float) random.nextDouble(0.5, 2));
        List<Field> sparse = schema.of(Field.Kind.SPARSE);
        int[] ids = IntStream.range(0, ROWS * sparse.size())
                .map(i -> random.nextInt(sparse.get(i % sparse.size()).vocabulary()))
                .toArray();
        List<Integer> slots = new ArrayList<>();
        schema.of(Field.Kind.SEQUENCE)
                .forEach(bag -> slots.addAll(Collections.nCopies(bag.length(), bag.vocabulary())));
        int[] sequences = IntStream.range(0, ROWS * slots.size())
                .map(i -> random.nextInt(3) == 0 ? 0 : random.nextInt(slots.get(i % slots.size())))
                .toArray();
        return new Rows(ROWS, ids, sequences, dense, labels, weights, new int[0]);
    }

    /// Trials that differ in all that they may.
    private static List<Experiment> experiments(String settings, int trials) {
        List<Experiment> experiments = new ArrayList<>();
        for (int k = 0; k < trials; k++) {
            List<String> all = new ArrayList<>(List.of(
                    "feature.fm_embed_dim=4",
                    "dnn.hidden_units=[12, 8]",
                    "seed=" + (k + 1),
                    "training.lr=" + 0.01 * (k + 1),
                    "feature.embedding_l2_reg=" + 0.001 * k,
                    "optimizer.beta1=" + (0.9 - 0.05 * k),
                    "optimizer.momentum=" + 0.1 * k));
            all.addAll(List.of(settings.split(" ")));
            if (settings.contains("dnn.dropout=0.2")) {
                all.add("dnn.dropout=" + 0.1 * (k % 4));
                all.add("loss.label_smoothing=" + 0.05 * (k % 3));
            }
            experiments.add(ExperimentReader.changed(Experiment.DEFAULTS, all));
        }
        return experiments;
    }
}
