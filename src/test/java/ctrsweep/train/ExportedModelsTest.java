package ctrsweep.train;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import ctrsweep.config.ExperimentReader;
import ctrsweep.data.Field;
import ctrsweep.data.Rows;
import ctrsweep.data.Schema;
import ctrsweep.model.Exported;
import ctrsweep.model.Inputs;
import ctrsweep.model.Model;
import ctrsweep.model.OnnxModel;
import ctrsweep.settings.Experiment;
import ctrsweep.settings.LossSettings.LossName;
import ctrsweep.settings.Pooling;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Models in ONNX and in TorchScript against our own predictions, for every model and every option that changes the
/// graph.
class ExportedModelsTest {
    private static final int ROWS = 50;
    private static final Offset<Float> CLOSE = Offset.offset(1e-5f);
    private static final Schema SCHEMA = new Schema(List.of(
            Field.sparse("user", 90, 6),
            Field.sparse("item", 70, 4),
            Field.sparse("gender", 5, 4),
            Field.sequence("tags", 7, 4, 3),
            Field.sequence("history", 80, 6, 2),
            Field.sparse("hour", 24, 6),
            Field.dense("price", 6),
            Field.dense("age", 2)));
    private static final Schema SHARED = new Schema(List.of(
            Field.sparse("user", 90, 6),
            Field.sparse("seller", 90, 6).in("user"),
            Field.sparse("colour", 9, 6),
            Field.sequence("colours", 9, 6, 4).in("colour"),
            Field.sequence("history", 90, 6, 5).in("user").withWeights(),
            Field.sequence("recent", 90, 6, 3).in("user").pooledBy(Pooling.SUM),
            Field.sequence("shops", 60, 4, 3).in("shop"),
            Field.sequence("carts", 60, 4, 2).in("shop").pooledBy(Pooling.SUM).withWeights(),
            Field.sequence("tags", 7, 4, 3).pooledBy(Pooling.SUM),
            Field.dense("price", 6),
            Field.dense("age", 2)));
    private static final Schema ONE_FIELD = new Schema(List.of(Field.sparse("user", 90, 6)));
    private static final Schema NO_NUMBERS =
            new Schema(List.of(Field.sequence("tags", 40, 4, 3), Field.sequence("shops", 9, 4, 2)));

    @ParameterizedTest
    @MethodSource("ctrsweep.train.ModelVariants#all")
    void predictAsWeDo(String settings) throws Exception {
        assertAgreement(SCHEMA, settings);
    }

    @ParameterizedTest
    @MethodSource("ctrsweep.train.ModelVariants#all")
    void predictAsWeDoWithSharedTablesAndWeightsOfIds(String settings) throws Exception {
        assertAgreement(SHARED, settings);
    }

    @ParameterizedTest
    @ValueSource(strings = {"fm", "deepfm", "xdeepfm", "attention_deepfm", "dcn_v2", "final_mlp"})
    void fewFieldsAreEnough(String model) throws Exception {
        assertAgreement(ONE_FIELD, "model_name=" + model);
        assertAgreement(NO_NUMBERS, "model_name=" + model);
    }

    private static void assertAgreement(Schema schema, String settings) throws Exception {
        List<String> all = new ArrayList<>(List.of("seed=1", "feature.fm_embed_dim=4", "dnn.hidden_units=[12, 8]"));
        all.addAll(List.of(settings.replace("groups.deep=[user,price]", "groups.deep=[user,price,tags]")
                .split(" ")));
        Experiment experiment = ExperimentReader.changed(Experiment.DEFAULTS, all);
        Torch torch = Torch.start();
        torch.prepareThread();
        Rows rows = rows(schema);
        Model ours =
                Model.of(experiment, schema, new Devices(torch).choose("cpu").kernels());
        ModelState state = state(ours);
        LossName loss = experiment.loss().name();
        float[] expected;
        try (NDManager manager = torch.manager(Device.cpu());
                ScriptedModel scripted = new ScriptedModel(manager, ours, state);
                DeviceRows there = scripted.rows(rows)) {
            double[] predictions = Predictions.of(scripted.logits(there), loss);
            expected = new float[predictions.length];
            IntStream.range(0, expected.length).forEach(i -> expected[i] = (float) predictions[i]);
            assertThat(expected[0]).isNotEqualTo(expected[1]);

            ByteArrayOutputStream onnx = new ByteArrayOutputStream();
            new OnnxModel(experiment, schema, loss != LossName.MSE)
                    .write(onnx, state.weights, state.statistics, Map.of("settings", settings));
            assertThat(OnnxRuntime.predictions(onnx.toByteArray(), ours.inputs(), rows))
                    .as("ONNX")
                    .containsExactly(expected, CLOSE);

            Model portable = Model.of(experiment, schema, new Model.Kernels(false, false));
            byte[] archive = new Exported(portable, loss != LossName.MSE)
                    .archive(state.weights, state.statistics, rows, expected);
            assertThat(torchScript(archive, manager, ours.inputs(), rows))
                    .as("TorchScript")
                    .containsExactly(expected, CLOSE);
        }
    }

    /// What a TorchScript archive predicts.
    static float[] torchScript(byte[] archive, NDManager manager, Inputs inputs, Rows rows) throws IOException {
        PtSymbolBlock block =
                JniUtils.loadModule(Torch.torch(manager), new ByteArrayInputStream(archive), false, false);
        int n = rows.size();
        NDList arguments = new NDList(
                manager.create(inputs.sparse(rows), new Shape(n, inputs.sparse().size())),
                manager.create(
                        inputs.sequences(rows), new Shape(n, inputs.sequences().size())),
                manager.create(inputs.dense(rows), new Shape(n, inputs.dense().size())));
        try {
            return IValueUtils.forward(block, arguments, false)
                    .singletonOrThrow()
                    .toFloatArray();
        } finally {
            block.close();
        }
    }

    /// Weights as of a model that has learnt: none is 0 but those of unknown ids, and statistics are of other rows.
    private static ModelState state(Model model) {
        SplittableRandom random = new SplittableRandom(8);
        ModelState state = ModelState.initial(model, 3);
        for (int i = 0; i < state.weights.length; i++) {
            state.weights[i] += (float) random.nextDouble(-0.1, 0.1);
        }
        for (long place : model.weights().frozen()) {
            state.weights[(int) place] = 0;
        }
        for (int i = 0; i < state.statistics.length; i++) {
            state.statistics[i] += (float) random.nextDouble(-0.4, 0.9);
        }
        return state;
    }

    private static Rows rows(Schema schema) {
        SplittableRandom random = new SplittableRandom(5);
        int numbers = schema.of(Field.Kind.DENSE).size();
        int columns = schema.columns(Field.Kind.DENSE);
        float[] dense = new float[columns * ROWS];
        IntStream.range(0, dense.length)
                .forEach(i -> dense[i] = (float) random.nextDouble(i % columns < numbers ? -1 : 0, 1));
        return new Rows(
                ROWS,
                ids(schema.of(Field.Kind.SPARSE), random),
                ids(schema.of(Field.Kind.SEQUENCE), random),
                dense,
                new float[ROWS],
                new int[0]);
    }

    /// Unknown ids, padding and empty sequences are among them.
    private static int[] ids(List<Field> fields, SplittableRandom random) {
        return IntStream.range(0, ROWS)
                .boxed()
                .flatMapToInt(row -> fields.stream().flatMapToInt(field -> IntStream.range(0, field.length())
                        .map(_ -> row % 7 == 3 || random.nextInt(5) == 0 ? 0 : random.nextInt(field.vocabulary()))))
                .toArray();
    }
}
