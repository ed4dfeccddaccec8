package ctrsweep.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import ctrsweep.data.Dataset;
import ctrsweep.data.Rows;
import ctrsweep.metric.Metric;
import ctrsweep.model.Model;
import ctrsweep.settings.Experiment;
import ctrsweep.sweep.Outcome;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrainedModelTest {
    private static final String CONFIG = """
            data:
              dataset_name: generated
              generated: {users: 60, items: 40, rows: 3000, factors: 4, seed: 7}
            feature: {fm_embed_dim: 4}
            dnn: {hidden_units: [8, 4]}
            cin: {layer_sizes: [4, 4]}
            attention: {num_heads: 2, attention_dim: 4}
            training: {num_epochs: 2, batch_size: 256, lr: 1.0e-2, ranking_ks: [5]}
            """;

    @TempDir
    Path folder;

    private final Torch torch = Torch.start();
    private final Devices.Usable cpu = new Devices(torch).choose("cpu");
    private Trials trials = Trials.in(Path.of(""));

    @BeforeEach
    void place() {
        trials = Trials.in(folder);
    }

    private byte[] trained(Experiment experiment) throws Exception {
        Outcome.Artifact weights =
                trials.run(experiment).completed().artifacts().getFirst();
        return Files.readAllBytes(folder.resolve(weights.path()));
    }

    @Test
    void evaluatesToWhatTrainingMeasured() throws Exception {
        Experiment experiment = trials.config(CONFIG);
        Trials.Run run = trials.run(experiment);
        byte[] weights = Files.readAllBytes(
                folder.resolve(run.completed().artifacts().getFirst().path()));
        Dataset data = Trials.load(experiment);
        try (TrainedModel model = TrainedModel.open(torch, cpu, experiment, data.schema(), weights)) {
            Map<Metric, Double> measured =
                    new TreeMap<>(model.evaluate("val", data.validation().inMemory()));
            measured.putAll(model.evaluate("test", data.test().inMemory()));
            Map<Metric, Double> recorded = new TreeMap<>(run.completed().metrics());
            recorded.remove(Metric.of("train.loss"));
            assertThat(measured).isEqualTo(recorded).containsKey(Metric.of("test.gauc"));
        }
    }

    @Test
    void predictsTheSigmoidOfItsLogits() throws Exception {
        Experiment experiment = trials.config(CONFIG);
        byte[] weights = trained(experiment);
        Dataset data = Trials.load(experiment);
        Model model = Model.of(experiment, data.schema(), cpu.kernels());
        try (TrainedModel trained = TrainedModel.open(torch, cpu, experiment, data.schema(), weights);
                NDManager manager = torch.manager(cpu.device());
                ScriptedModel scripted = new ScriptedModel(manager, model, WeightsFile.read(weights, torch, model));
                DeviceRows rows = scripted.rows(data.validation().inMemory())) {
            float[] logits = scripted.logits(rows);
            double[] predictions = trained.predict(data.validation().inMemory());
            assertThat(predictions).hasSize(data.validation().size());
            for (int i = 0; i < logits.length; i++) {
                assertThat(predictions[i]).isEqualTo(1 / (1 + Math.exp(-logits[i])));
            }
        }
    }

    @Test
    void refusesTheWeightsOfAnotherModel() throws Exception {
        byte[] weights = trained(trials.config(CONFIG));
        Experiment other = trials.config(CONFIG, "dnn.hidden_units=[8, 5]");
        assertThatThrownBy(() ->
                        TrainedModel.open(torch, cpu, other, Trials.load(other).schema(), weights))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("40 numbers are needed, 32 are there");
    }

    /// The exported archive has plain kernels, so its predictions may differ by rounding.
    @ParameterizedTest
    @CsvSource({"deepfm, bce", "xdeepfm, focal", "attention_deepfm, bce", "wide_and_deep, bce", "fm, mse"})
    void anExportedArchiveGivesTheSamePredictions(String model, String loss) throws Exception {
        exportsWhatItPredicts(trials.config(CONFIG, "model_name=" + model, "loss.name=" + loss));
    }

    @ParameterizedTest
    @ValueSource(strings = {"model_name=deepfm", "model_name=attention_deepfm", "groups.fm=[item,history]"})
    void anExportedArchiveHasSharedTables(String setting) throws Exception {
        List<String> settings = new ArrayList<>(List.of(MadeUpHistories.write(folder, 800)));
        settings.add(setting);
        exportsWhatItPredicts(trials.config(CONFIG, settings.toArray(String[]::new)));
    }

    private void exportsWhatItPredicts(Experiment experiment) throws Exception {
        byte[] weights = trained(experiment);
        Dataset data = Trials.load(experiment);
        Rows rows = data.validation().inMemory();
        try (TrainedModel trained = TrainedModel.open(torch, cpu, experiment, data.schema(), weights);
                NDManager manager = torch.manager(cpu.device());
                HostArrays memory = new HostArrays(manager)) {
            byte[] archive = trained.archive(rows);
            Files.write(folder.resolve("model.pt"), archive);
            PtSymbolBlock block =
                    JniUtils.loadModule(Torch.torch(manager), new ByteArrayInputStream(archive), false, false);
            var inputs = Model.of(experiment, data.schema(), cpu.kernels()).inputs();
            int n = rows.size();
            NDList arguments = new NDList(
                    memory.of(inputs.sparse(rows), new Shape(n, inputs.sparse().size())),
                    memory.of(
                            inputs.sequences(rows),
                            new Shape(n, inputs.sequences().size())),
                    memory.of(inputs.dense(rows), new Shape(n, inputs.dense().size())));
            NDArray predictions = IValueUtils.forward(block, arguments, false).singletonOrThrow();
            assertThat(predictions.getShape()).isEqualTo(new Shape(n));
            double[] expected = trained.predict(rows);
            float[] found = predictions.toFloatArray();
            for (int i = 0; i < n; i++) {
                assertThat((double) found[i]).isCloseTo(expected[i], within(1e-5));
            }
            assertThat(found[0]).isNotEqualTo(found[n - 1]);
            block.close();
        }
    }
}
