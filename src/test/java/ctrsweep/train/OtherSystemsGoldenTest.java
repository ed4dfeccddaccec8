package ctrsweep.train;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.google.gson.JsonObject;
import ctrsweep.config.ExperimentReader;
import ctrsweep.data.Field;
import ctrsweep.data.Rows;
import ctrsweep.data.Schema;
import ctrsweep.model.Layout;
import ctrsweep.model.Model;
import ctrsweep.settings.Experiment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The options that other systems need, against PyTorch's numbers for the same weights and rows.
class OtherSystemsGoldenTest {
    private static final String COMMON = "seed=1 feature.fm_embed_dim=4 feature.embedding_l2_reg=0 "
            + "dnn.hidden_units=[8,6] dnn.dropout=0 training.lr=0.01 training.gradient_clip_norm=0 "
            + "optimizer.initial_accumulator=1e-8";
    private static final String RATING =
            "feature.field_widths=shared feature.dense_bias=false linear.bias=true dnn.use_batch_norm=false loss.name=mse";
    private static final String GROUPS = "linear.embedding_dim=2 feature.field_widths=shared feature.dense=raw";
    private static final String PLAIN = "dnn.use_batch_norm=false";

    private final NDManager manager = Torch.start().manager(Device.cpu());
    private final NDArray order = manager.create(IntStream.range(0, 8).toArray());
    private final NDArray losses = manager.create(new float[1]);

    /// A file, and the settings that describe its model.
    enum Case {
        FM_RATING(3, "model_name=fm", RATING),
        DEEPFM_RATING(3, "model_name=deepfm", RATING),
        D2L_DEEPFM(
                3,
                "model_name=deepfm feature.field_widths=shared feature.unknown=trained linear.rescale=true dnn.initialization=xavier",
                PLAIN),
        WIDE_AND_DEEP(3, "model_name=wide_and_deep", PLAIN, GROUPS),
        WIDE_AND_DEEP_FINAL(
                4,
                "model_name=wide_and_deep dnn.use_bias=false fusion.hidden_units=[5] fusion.use_batch_norm=true fusion.use_bias=false",
                GROUPS),
        DEEPFM_GROUPS(3, "model_name=deepfm", PLAIN, GROUPS),
        DEEPFM_GROUPS_FINAL(3, "model_name=deepfm fusion.hidden_units=[5]", PLAIN, GROUPS),
        DEEPFM_FUSION_NORM_AFTER(
                4,
                "model_name=deepfm dnn.norm_after_activation=true fusion.hidden_units=[5] fusion.use_batch_norm=true fusion.norm_after_activation=true",
                GROUPS);

        private final int modules;
        private final String settings;

        /// @param modules that PyTorch counts in a layer of ours
        Case(int modules, String... settings) {
            this.modules = modules;
            this.settings = String.join(" ", settings);
        }

        private Experiment experiment(String... more) {
            List<String> all = new ArrayList<>(List.of((COMMON + " " + settings).split(" ")));
            all.addAll(List.of(more));
            return ExperimentReader.changed(Experiment.DEFAULTS, all);
        }

        private Golden golden() {
            return Golden.read(name().toLowerCase(java.util.Locale.ROOT));
        }

        private Schema schema() {
            Schema all = new Schema(List.of(
                    Field.sparse("user_id", 12, 1),
                    Field.sparse("item_id", 15, 1),
                    Field.sequence("genres", 7, 1, 4),
                    Field.dense("price", 1)));
            return this == D2L_DEEPFM ? new Schema(all.fields().subList(0, 2)) : all;
        }

        /// The file's tensors under our names.
        private Map<String, float[]> named(Map<String, float[]> theirs) {
            Map<String, float[]> ours = new LinkedHashMap<>();
            theirs.forEach((name, values) -> {
                switch (name) {
                    case "embedding.weight" -> putOffsetTable(ours, "second", values, 4);
                    case "fc.weight" -> putOffsetTable(ours, "first", values, 1);
                    default -> ours.put(ourName(name), values);
                }
            });
            return ours;
        }

        private static void putOffsetTable(Map<String, float[]> ours, String order, float[] values, int width) {
            ours.put(table(order, "user_id"), Arrays.copyOfRange(values, 0, 12 * width));
            ours.put(table(order, "item_id"), Arrays.copyOfRange(values, 12 * width, 27 * width));
        }

        private static String table(String order, String field) {
            return "embedding." + order + "_order_embeddings." + field + ".weight";
        }

        private String ourName(String name) {
            String[] parts = name.split("[._]", 2);
            String last = name.substring(name.lastIndexOf('.') + 1);
            return switch (parts[0]) {
                case "bias" -> "linear.bias";
                case "first", "wide" -> table("first", parts[1].replace(".weight", ""));
                case "second", "tables" -> table("second", parts[1].replace(".weight", ""));
                case "out" -> "output_linear." + last;
                case "linear" -> name;
                case "deep", "mlp" -> "dnn.mlp." + module(name) + "." + last;
                case "final" -> "fusion.mlp." + module(name) + "." + last;
                default -> throw new IllegalArgumentException(name);
            };
        }

        private int module(String name) {
            int layer = Integer.parseInt(name.replaceAll("\\D", ""));
            int norm = this == DEEPFM_FUSION_NORM_AFTER ? 2 : 1;
            return modules * layer + (name.contains("norm") ? norm : 0);
        }
    }

    @BeforeEach
    void prepare() {
        Torch.start().prepareThread();
    }

    @AfterEach
    void free() {
        manager.close();
    }

    @ParameterizedTest
    @EnumSource
    void outputLossAndGradientsAgree(Case system) {
        for (boolean onednn : new boolean[] {true, false}) {
            Golden golden = system.golden();
            Model model = Model.of(system.experiment(), system.schema(), new Model.Kernels(onednn, true));
            try (ScriptedModel scripted = new ScriptedModel(manager, model, state(system, model))) {
                DeviceRows rows = scripted.rows(rows(system));
                Golden.assertClose(scripted.logits(rows), golden.values("output_eval"), 1e-4, "output_eval");

                Map<String, float[]> ours = model.weights().named(scripted.gradient(rows, order, losses, batch(1)));

                assertThat(losses.toFloatArray()[0])
                        .isCloseTo((float) golden.number("loss_value"), Offset.offset(1e-5f));
                Map<String, float[]> theirs = system.named(golden.gradients());
                assertThat(ours.keySet()).containsExactlyInAnyOrderElementsOf(theirs.keySet());
                theirs.forEach((name, expected) -> Golden.assertClose(ours.get(name), expected, 1e-4, name));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void threeStepsOfEachOptimiserAgree(Case system) {
        for (String optimizer : List.of("adam", "adagrad", "rmsprop")) {
            JsonObject after = system.golden().after(optimizer);
            float[] expectedLosses = Golden.floats(after.getAsJsonArray("losses"));
            Model model = Model.of(
                    system.experiment("training.optimizer=" + optimizer),
                    system.schema(),
                    new Model.Kernels(true, true));
            try (ScriptedModel scripted = new ScriptedModel(manager, model, state(system, model))) {
                DeviceRows rows = scripted.rows(rows(system));
                for (int step = 1; step <= 3; step++) {
                    scripted.step(rows, order, losses, 0.01, batch(step));
                    assertThat(losses.toFloatArray()[0])
                            .as("%s, loss of step %d", optimizer, step)
                            .isCloseTo(expectedLosses[step - 1], Offset.offset(2e-5f));
                }
                // RMSprop's first steps are ten times lr, whatever the gradient: rounding counts for more.
                double relative = optimizer.equals("rmsprop") ? 3e-4 : 1e-4;
                float[] expected = Golden.floats(after.getAsJsonObject("output_eval"));
                Golden.assertClose(scripted.logits(rows), expected, relative, optimizer);
            }
        }
    }

    private static ModelState state(Case system, Model model) {
        Map<String, float[]> state = system.named(system.golden().state());
        Layout weights = model.weights();
        return new ModelState(weights.flat(state), model.statistics().flat(state));
    }

    private static Rows rows(Case system) {
        Rows all = system.golden().rows();
        return system == Case.D2L_DEEPFM
                ? new Rows(8, all.sparse(), new int[0], new float[0], all.labels(), new int[0])
                : all;
    }

    private static ScriptedModel.Batch batch(int step) {
        return new ScriptedModel.Batch(0, 8, 0, 5, step);
    }
}
