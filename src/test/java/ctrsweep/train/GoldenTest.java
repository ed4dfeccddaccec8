package ctrsweep.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.google.gson.JsonObject;
import ctrsweep.config.ExperimentReader;
import ctrsweep.model.Layout;
import ctrsweep.model.Model;
import ctrsweep.settings.Experiment;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The models against the numbers that PyTorch's own modules and optimiser gave for the same weights and
/// rows.
class GoldenTest {
    private final NDManager manager = Torch.start().manager(Device.cpu());
    private final NDArray order = manager.create(IntStream.range(0, 8).toArray());
    private final NDArray losses = manager.create(new float[1]);

    @BeforeEach
    void prepare() {
        Torch.start().prepareThread();
    }

    @AfterEach
    void free() {
        manager.close();
    }

    @ParameterizedTest
    @CsvSource({
        "deepfm, true",
        "deepfm, false",
        "deepfm_without_batch_norm, true",
        "deepfm_without_batch_norm, false",
        "xdeepfm, true",
        "xdeepfm, false",
        "xdeepfm_without_split_half, true",
        "xdeepfm_without_split_half, false",
        "attention_deepfm, true",
        "attention_deepfm, false",
        "attention_deepfm_without_residual, true",
        "attention_deepfm_without_residual, false",
        "dcn_v2, true",
        "dcn_v2, false",
        "dcn_v2_parallel, true",
        "dcn_v2_parallel, false",
        "dcn_v2_low_rank, true",
        "dcn_v2_low_rank, false",
        "final_mlp, true",
        "final_mlp, false",
        "final_mlp_without_gates, true",
        "final_mlp_without_gates, false"
    })
    void logitsLossAndGradientsAgree(String file, boolean onednn) {
        Golden golden = Golden.read(file);
        try (ScriptedModel model = model(golden, onednn)) {
            DeviceRows rows = model.rows(golden.rows());
            Golden.assertClose(model.logits(rows), golden.values("logits_eval"), 1e-4, "logits_eval");

            float[] gradient = model.gradient(rows, order, losses, batch(1));

            assertThat((double) losses.toFloatArray()[0])
                    .isCloseTo(golden.number("bce") + golden.number("l2"), within(1e-5));
            Map<String, float[]> ours = layout(golden).named(gradient);
            Map<String, float[]> theirs = golden.gradients();
            assertThat(ours.keySet()).isEqualTo(theirs.keySet());
            theirs.forEach((name, expected) -> Golden.assertClose(ours.get(name), expected, 1e-4, name));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "deepfm, true",
        "deepfm_without_batch_norm, false",
        "xdeepfm, true",
        "xdeepfm_without_split_half, false",
        "attention_deepfm, true",
        "attention_deepfm_without_residual, false",
        "dcn_v2, true",
        "dcn_v2_parallel, false",
        "dcn_v2_low_rank, true",
        "final_mlp, true",
        "final_mlp_without_gates, false"
    })
    void threeStepsLeaveTheSameWeights(String file, boolean onednn) {
        Golden golden = Golden.read(file);
        golden.optimizers().forEach(optimizer -> afterThreeSteps(golden, optimizer, onednn));
    }

    private void afterThreeSteps(Golden golden, String optimizer, boolean onednn) {
        JsonObject after = golden.after(optimizer);
        float[] expectedLosses = Golden.floats(after.getAsJsonArray("losses"));
        try (ScriptedModel model =
                model(golden, onednn, "training.optimizer=" + optimizer, "optimizer.initial_accumulator=0")) {
            DeviceRows rows = model.rows(golden.rows());
            for (int step = 1; step <= 3; step++) {
                model.step(rows, order, losses, 0.01, batch(step));
                assertThat(losses.toFloatArray()[0]).isCloseTo(expectedLosses[step - 1], within(1e-5f));
            }
            if (after.get("state").isJsonNull()) {
                return;
            }
            Map<String, float[]> expected = Golden.tensors(after.getAsJsonObject("state"));
            Map<String, float[]> ours = layout(golden).named(model.state().weights);
            ours.putAll(described(golden).statistics().named(model.state().statistics));
            assertThat(ours.keySet()).containsExactlyInAnyOrderElementsOf(expected.keySet());
            ours.forEach((name, values) -> assertThat(values)
                    .as(optimizer + " " + name)
                    .containsExactly(expected.get(name), Offset.offset(moved(golden, name) ? 0.03f : 1e-5f)));
            ours.replaceAll((name, values) -> moved(golden, name) ? expected.get(name) : values);
            assertLogits(golden, ours, Golden.floats(after.getAsJsonObject("logits_eval")));
        }
    }

    /// A gradient that is 0 but for rounding, as of a bias in front of batch norm or of attention's keys:
    /// Adam makes whole steps of lr of it, three times 0.01. They cancel: batch norm subtracts them again,
    /// and its running mean moves along; softmax does not see what is added to all keys.
    private static boolean moved(Golden golden, String name) {
        float[] gradient = golden.gradients().getOrDefault(name, new float[] {Float.MIN_VALUE});
        double largest = IntStream.range(0, gradient.length)
                .mapToDouble(i -> Math.abs(gradient[i]))
                .max()
                .orElse(0);
        return largest > 0 && largest < 1e-7;
    }

    private void assertLogits(Golden golden, Map<String, float[]> state, float[] expected) {
        Model model = described(golden);
        ModelState given =
                new ModelState(model.weights().flat(state), model.statistics().flat(state));
        try (ScriptedModel copy = new ScriptedModel(manager, model, given)) {
            Golden.assertClose(copy.logits(copy.rows(golden.rows())), expected, 1e-4, "logits_eval");
        }
    }

    private ScriptedModel model(Golden golden, boolean onednn, String... settings) {
        Experiment experiment = ExperimentReader.changed(golden.experiment(), List.of(settings));
        Model model = Model.of(experiment, golden.schema(), new Model.Kernels(onednn, true));
        return new ScriptedModel(manager, model, golden.modelState(model));
    }

    private static Model described(Golden golden) {
        return Model.of(golden.experiment(), golden.schema(), new Model.Kernels(false, true));
    }

    private static Layout layout(Golden golden) {
        return described(golden).weights();
    }

    private static ScriptedModel.Batch batch(int step) {
        return new ScriptedModel.Batch(0, 8, 0, 5, step);
    }
}
