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
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Every gradient that a script computes by hand against autograd's, on the same dropout masks.
class GradientByHandTest {
    private static final int ROWS = 64;
    private static final Schema SCHEMA = new Schema(List.of(
            Field.sparse("user", 9, 6),
            Field.sequence("tags", 7, 4, 3),
            Field.dense("price", 6),
            Field.dense("age", 2)));
    private static final Schema WEIGHTED = new Schema(List.of(
            Field.sparse("user", 9, 6),
            Field.sequence("tags", 7, 4, 3).withWeights(),
            Field.dense("price", 6),
            Field.dense("age", 2)));

    @ParameterizedTest
    @MethodSource("ctrsweep.train.ModelVariants#all")
    void agrees(String settings) {
        assertAgreement(SCHEMA, settings);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dnn.dropout=0.3",
                "feature.variational_dropout=0.01",
                "model_name=xdeepfm cin.layer_sizes=[6,5,4] feature.dense=raw"
            })
    void agreesOnIdsWithWeights(String settings) {
        assertAgreement(WEIGHTED, settings);
    }

    private static void assertAgreement(Schema schema, String settings) {
        Experiment experiment = experiment(settings);
        float[] byHand = gradient(experiment, schema, true);
        float[] byAutograd = gradient(experiment, schema, false);
        double largest = IntStream.range(0, byAutograd.length)
                .mapToDouble(i -> Math.abs(byAutograd[i]))
                .max()
                .orElse(0);
        assertThat(largest).isGreaterThan(1e-3);
        assertThat(byHand).containsExactly(byAutograd, Offset.offset((float) (1e-5 * largest)));
    }

    private static float[] gradient(Experiment experiment, Schema schema, boolean onednn) {
        Torch torch = Torch.start();
        torch.prepareThread();
        Model model = Model.of(experiment, schema, new Model.Kernels(onednn, true));
        try (NDManager manager = torch.manager(Device.cpu());
                ScriptedModel scripted = new ScriptedModel(manager, model, ModelState.initial(model, 3))) {
            NDArray order = manager.create(EpochOrder.shuffled(ROWS, 1));
            NDArray losses = manager.create(new float[1]);
            return scripted.gradient(
                    scripted.rows(rows(schema)), order, losses, new ScriptedModel.Batch(0, ROWS, 0, 11, 1));
        }
    }

    private static Rows rows(Schema schema) {
        SplittableRandom random = new SplittableRandom(5);
        int columns = schema.columns(Field.Kind.DENSE);
        float[] dense = new float[columns * ROWS];
        float[] labels = new float[ROWS];
        float[] weights = new float[ROWS];
        IntStream.range(0, ROWS).forEach(i -> weights[i] = (float) random.nextDouble(0.5, 2));
        IntStream.range(0, dense.length)
                .forEach(i -> dense[i] = (float) random.nextDouble(i % columns < 2 ? -1 : 0, 1));
        IntStream.range(0, ROWS).forEach(i -> labels[i] = random.nextInt(2));
        return new Rows(
                ROWS,
                random.ints(ROWS, 0, 9).toArray(),
                random.ints(3L * ROWS, 0, 7).toArray(),
                dense,
                labels,
                weights,
                new int[0]);
    }

    private static Experiment experiment(String settings) {
        List<String> all = new ArrayList<>(List.of(
                "seed=1", "feature.fm_embed_dim=4", "feature.embedding_l2_reg=0.001", "dnn.hidden_units=[12, 8]"));
        all.addAll(List.of(settings.split(" ")));
        return ExperimentReader.changed(Experiment.DEFAULTS, all);
    }
}
