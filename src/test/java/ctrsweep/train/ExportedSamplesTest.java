package ctrsweep.train;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import ctrsweep.config.ExperimentReader;
import ctrsweep.data.Dataset;
import ctrsweep.data.Rows;
import ctrsweep.model.Inputs;
import ctrsweep.model.ModelName;
import ctrsweep.settings.Experiment;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Models trained for some steps, in ONNX and in TorchScript against our own predictions: on the real samples,
/// where the system property `ctrsweep.data` says that they lie; where it does not, on generated clicks.
class ExportedSamplesTest {
    private static final String REAL = System.getProperty("ctrsweep.data", "");
    private static final int ROWS = 1_000;
    private static final Offset<Float> CLOSE = Offset.offset(1e-5f);

    @TempDir
    Path folder;

    static Stream<String> models() {
        return Stream.of(ModelName.values()).map(name -> name.name().toLowerCase(Locale.ROOT));
    }

    @ParameterizedTest
    @MethodSource("models")
    void predictAsWeDo(String model) throws Exception {
        List<String> configs = REAL.isEmpty()
                ? List.of("deepfm_generated")
                : List.of("deepfm_criteo", "deepfm_avazu", "deepfm_movielens_ratings", "deepfm_movielens");
        for (String config : configs) {
            assertAgreement(config, model);
        }
    }

    private void assertAgreement(String config, String model) throws Exception {
        List<String> settings = new ArrayList<>(List.of(
                "device=cpu",
                "model_name=" + model,
                "training.num_epochs=1",
                "training.steps_per_epoch=10",
                "training.batch_size=256"));
        if (config.equals("deepfm_movielens")) {
            settings.add("data.data_dir=" + Path.of(REAL).resolve("ml-100k"));
        } else if (!REAL.isEmpty()) {
            settings.add("data.data_dir=" + REAL);
        }
        Experiment experiment = ExperimentReader.read(Path.of("configs", config + ".yaml"), settings);
        Torch torch = Torch.start();
        torch.prepareThread();
        Devices.Usable cpu = new Devices(torch).choose("cpu");
        Trials trials = Trials.in(folder);
        byte[] weights = Files.readAllBytes(folder.resolve(
                trials.run(experiment).completed().artifacts().getFirst().path()));
        Dataset data = Trials.load(experiment);
        Rows rows = data.validation().first(ROWS);
        try (TrainedModel trained = TrainedModel.open(torch, cpu, experiment, data.schema(), weights);
                NDManager manager = torch.manager(cpu.device())) {
            double[] predictions = trained.predict(rows);
            float[] expected = new float[predictions.length];
            for (int i = 0; i < expected.length; i++) {
                expected[i] = (float) predictions[i];
            }
            ByteArrayOutputStream onnx = new ByteArrayOutputStream();
            trained.onnx(onnx, Map.of());
            Inputs inputs = trained.inputs();
            assertThat(OnnxRuntime.predictions(onnx.toByteArray(), inputs, rows))
                    .as("ONNX of %s on %s", model, config)
                    .containsExactly(expected, CLOSE);
            assertThat(ExportedModelsTest.torchScript(trained.archive(rows.first(8)), manager, inputs, rows))
                    .as("TorchScript of %s on %s", model, config)
                    .containsExactly(expected, CLOSE);
        }
    }
}
