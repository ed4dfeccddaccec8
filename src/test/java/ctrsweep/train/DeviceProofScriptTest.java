package ctrsweep.train;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import ctrsweep.config.ExperimentReader;
import ctrsweep.model.ModelName;
import ctrsweep.settings.Experiment;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// An archive for another machine holds all that it takes to come to the losses that are in it.
class DeviceProofScriptTest {
    /// Of norms, which are summed in another order.
    private static final float TOLERANCE = 1e-4f;
    private static final Torch TORCH = Torch.start();

    @ParameterizedTest
    @EnumSource
    void trainingFromTheArchiveGivesItsLosses(ModelName name) throws IOException {
        assertLearns(proof(name).archive());
    }

    @ParameterizedTest
    @EnumSource
    void trainingTogetherFromTheArchiveGivesTheirs(ModelName name) throws IOException {
        assertLearns(proof(name).archive(3));
    }

    private static DeviceProof proof(ModelName name) {
        Experiment experiment = ExperimentReader.changed(
                Experiment.DEFAULTS,
                List.of(
                        "model_name=" + name.name().toLowerCase(Locale.ROOT),
                        "training.batch_size=32",
                        "cin.layer_sizes=[8]",
                        "dnn.hidden_units=[16]"));
        return new DeviceProof(TORCH, experiment, StepBenchmark.MOVIELENS);
    }

    private static void assertLearns(byte[] archive) throws IOException {
        TORCH.prepareThread();
        try (NDManager manager = TORCH.manager(Device.cpu());
                PtSymbolBlock proof =
                        JniUtils.loadModule(Torch.torch(manager), new ByteArrayInputStream(archive), false, false)) {
            NDArray method = manager.create(new float[0], new Shape(0));
            method.setName("module_method:expected");
            NDList expected = IValueUtils.forward(proof, new NDList(method), true);
            long[] shape = expected.getFirst().getShape().getShape();
            long steps = shape[shape.length - 1];
            NDList learnt = IValueUtils.forward(proof, new NDList(manager.create(steps)), true);
            assertThat(steps).isEqualTo(12);
            for (int i = 0; i < 2; i++) {
                assertThat(learnt.get(i).toFloatArray())
                        .containsExactly(expected.get(i).toFloatArray(), Offset.offset(TOLERANCE));
            }
        }
    }
}
