package ctrsweep.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ctrsweep.config.NanPolicy;
import ctrsweep.data.Dataset;
import ctrsweep.metric.Metric;
import ctrsweep.model.Model;
import ctrsweep.settings.Experiment;
import ctrsweep.sweep.EpochReport;
import ctrsweep.sweep.StopReason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Steps, accumulated gradients, averaged weights, frozen parts and rates of parts, metrics of training rows, first
/// weights. A pass has 2400 rows: twelve batches of 200.
class TrainingSettingsTest {
    private static final String CONFIG = """
            seed: 42
            data:
              dataset_name: generated
              generated: {users: 60, items: 40, rows: 3000, factors: 4, seed: 7}
            feature: {fm_embed_dim: 4, embedding_l2_reg: 0}
            dnn: {hidden_units: [8], dropout: 0, use_batch_norm: false}
            training: {num_epochs: 1, batch_size: 200, lr: 0.01, scheduler: constant, gradient_clip_norm: 0, ranking_ks: [5]}
            """;
    private static final String TABLE = "embedding.second_order_embeddings.user_id.weight";
    private static final String WIDE = "embedding.first_order_embeddings.user_id.weight";
    private static final String DEEP = "dnn.mlp.0.weight";

    @TempDir
    Path folder;

    private Trials trials = Trials.in(Path.of(""));

    @BeforeEach
    void place() {
        trials = Trials.in(folder);
    }

    private Experiment config(String... overrides) {
        return trials.config(CONFIG, overrides);
    }

    private static String[] with(String[] some, String... more) {
        return Stream.concat(Stream.of(some), Stream.of(more)).toArray(String[]::new);
    }

    private Map<String, float[]> weights(Experiment experiment) throws Exception {
        Trials.Run run = trials.run(experiment);
        assertThat(run.completed().epochs()).isPositive();
        return WeightsFile.named(run.weights(), Torch.start());
    }

    private Map<String, float[]> initial(Experiment experiment) {
        Model model = Model.of(experiment, Trials.load(experiment).schema(), new Model.Kernels(true, true));
        return model.weights().named(model.weights().initial(experiment.seed()));
    }

    private static float[] of(Map<String, float[]> weights, String name) {
        return weights.getOrDefault(name, new float[0]);
    }

    /// Twelve batches, and three: 15 steps.
    @Test
    void aTrialEndsAfterItsSteps() throws Exception {
        Trials.Run run = trials.run(config("training.steps=15", "training.num_epochs=9"));
        assertThat(run.epochs().stream().map(EpochReport::rows)).containsExactly(2_400L, 600L);
        assertThat(run.completed().reason()).isEqualTo(StopReason.LAST_EPOCH);
        Trials.Run first =
                trials.run(config("training.steps=15", "training.steps_per_epoch=5", "training.num_epochs=9"));
        assertThat(first.epochs().stream().map(EpochReport::rows)).containsExactly(1_000L, 1_000L, 1_000L);
    }

    /// The mean of the means of two batches of 200 is the mean of one of 400. With 5 to a step, the last two of the
    /// twelve make one of their own: three steps, whose Adam the rate of the third shows.
    @Test
    void accumulatedBatchesLearnAsOneLargeBatch() throws Exception {
        Map<String, float[]> large = weights(config("training.batch_size=400"));
        Map<String, float[]> accumulated = weights(config("training.accumulate=2"));
        large.forEach(
                (name, values) -> assertThat(of(accumulated, name)).as(name).containsExactly(values, within(2e-6f)));

        Trials.Run five = trials.run(config("training.accumulate=5", "schedule.warmup_steps=3"));
        assertThat(five.epochs().getFirst().rows()).isEqualTo(2_400);
        assertThatThrownBy(() -> config("training.accumulate=2", "optimizer.row_wise=true"))
                .hasMessageContaining("a step of the rows of one batch is none of training.accumulate batches");
    }

    /// a = 0.75 a + 0.25 w after each of two steps, from the first weights w0 on: (9 w0 + 3 w1 + 4 w2) / 16.
    @Test
    void theMovingAverageOfTheWeightsIsKept() throws Exception {
        float[] w0 = of(initial(config()), DEEP);
        float[] w1 = of(weights(config("training.steps=1")), DEEP);
        float[] w2 = of(weights(config("training.steps=2")), DEEP);
        float[] average = of(weights(config("training.steps=2", "training.ema_decay=0.75")), DEEP);
        for (int i = 0; i < w0.length; i++) {
            assertThat(average[i]).isCloseTo((9 * w0[i] + 3 * w1[i] + 4 * w2[i]) / 16, within(1e-6f));
        }
    }

    @Test
    void frozenPartsStayAsTheyBegin() throws Exception {
        Experiment experiment = config("training.freeze=[embedding, deep]", "training.gradient_clip_norm=1");
        Map<String, float[]> learnt = weights(experiment);
        Map<String, float[]> first = initial(experiment);
        assertThat(of(learnt, TABLE)).isEqualTo(of(first, TABLE));
        assertThat(of(learnt, DEEP)).isEqualTo(of(first, DEEP));
        assertThat(of(learnt, WIDE)).isNotEqualTo(of(first, WIDE));
        assertThatThrownBy(() -> config("training.freeze=[tables]")).hasMessageContaining("embedding");
    }

    /// One step of plain gradient descent is as long as its rate.
    @Test
    void partsHaveRatesOfTheirOwn() throws Exception {
        String[] plain = {"training.steps=1", "training.optimizer=sgd", "optimizer.momentum=0"};
        Map<String, float[]> first = initial(config(plain));
        Map<String, float[]> same = weights(config(plain));
        Map<String, float[]> own = weights(
                config(with(plain, "optimizer.deep_lr=0.03", "optimizer.wide_lr=0.005", "optimizer.sparse_lr=0.02")));
        assertSteps(first, same, own, DEEP, 3);
        assertSteps(first, same, own, WIDE, 0.5f);
        assertSteps(first, same, own, TABLE, 2);
    }

    private static void assertSteps(
            Map<String, float[]> first, Map<String, float[]> same, Map<String, float[]> own, String name, float times) {
        for (int i = 0; i < of(first, name).length; i++) {
            float step = of(same, name)[i] - of(first, name)[i];
            assertThat(of(own, name)[i] - of(first, name)[i]).isCloseTo(times * step, within(1e-6f));
        }
    }

    /// Zeiler 2012, number by number, over three steps.
    @Test
    void adadeltaFollowsItsPaper() {
        Experiment experiment = config("training.optimizer=adadelta", "optimizer.rho=0.8");
        Dataset data = Trials.load(experiment);
        Model model = Model.of(experiment, data.schema(), new Model.Kernels(true, true));
        Torch torch = Torch.start();
        torch.prepareThread();
        try (NDManager manager = torch.manager(ai.djl.Device.cpu());
                ScriptedModel scripted = new ScriptedModel(manager, model, ModelState.initial(model, 3));
                DeviceRows rows = scripted.rows(data.train(3, 1).first(200))) {
            NDArray order = manager.create(EpochOrder.shuffled(200, 1));
            NDArray losses = manager.create(new float[1]);
            double[] p = numbers(scripted.state().weights);
            double[] squares = new double[p.length];
            double[] changes = new double[p.length];
            for (int step = 1; step <= 3; step++) {
                ScriptedModel.Batch batch = new ScriptedModel.Batch(0, 200, 0, 11, step);
                float[] g = scripted.gradient(rows, order, losses, batch);
                scripted.step(rows, order, losses, 0.5, batch);
                for (int i = 0; i < p.length; i++) {
                    squares[i] = 0.8 * squares[i] + 0.2 * g[i] * g[i];
                    double change = Math.sqrt(changes[i] + 1e-6) / Math.sqrt(squares[i] + 1e-6) * g[i];
                    changes[i] = 0.8 * changes[i] + 0.2 * change * change;
                    p[i] -= 0.5 * change;
                }
            }
            assertThat(numbers(scripted.state().weights)).containsExactly(p, within(1e-5));
        }
    }

    private static double[] numbers(float[] values) {
        double[] all = new double[values.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = values[i];
        }
        return all;
    }

    /// At the end of an epoch they are those of its weights on the training rows. As the batches are learnt from,
    /// at a rate of next to nothing, they are those of the first weights.
    @Test
    void trainingRowsHaveMetricsToo() throws Exception {
        String[] metrics = {"training.train_metrics=[accuracy, auc, mae]"};
        Experiment atEnd = config(with(metrics, "training.train_metrics_from=epoch_end"));
        Trials.Run run = trials.run(atEnd);
        EpochReport epoch = run.epochs().getFirst();
        Dataset data = Trials.load(atEnd);
        Torch torch = Torch.start();
        try (TrainedModel trained =
                TrainedModel.open(torch, new Devices(torch).choose("cpu"), atEnd, data.schema(), run.weights())) {
            Map<Metric, Double> expected = trained.evaluate("train", data.train(42, 1));
            for (String name : List.of("accuracy", "auc", "mae")) {
                Metric metric = new Metric("train", name);
                assertThat(epoch.metrics().get(metric)).isEqualTo(expected.get(metric));
            }
        }
        assertThat(run.completed().metrics()).containsKey(new Metric("train", "mae"));

        List<EpochReport> still = new ArrayList<>();
        trials.run(config(with(metrics, "training.lr=1e-12")), still::add);
        List<EpochReport> stillAtEnd = new ArrayList<>();
        trials.run(
                config(with(metrics, "training.lr=1e-12", "training.train_metrics_from=epoch_end")), stillAtEnd::add);
        still.getFirst().metrics().forEach((metric, value) -> assertThat(value)
                .as(metric.toString())
                .isCloseTo(stillAtEnd.getFirst().metrics().getOrDefault(metric, Double.NaN), within(1e-5)));
        assertThatThrownBy(() -> config("training.train_metrics=[hr@5]")).hasMessageContaining("auc");
        assertThatThrownBy(() -> config(with(metrics, "training.save_steps=3")))
                .hasMessageContaining("train_metrics_from: epoch_end");
    }

    /// Cut short before the ninth step, an attempt goes on from its checkpoint after the sixth.
    @Test
    void goesOnWithinAnEpoch() throws Exception {
        String[] settings = {"training.save_steps=3", "training.ema_decay=0.9", "training.accumulate=2"};
        Trials.Run whole = trials.run(config(settings));
        byte[] weights = whole.weights();
        AtomicInteger steps = new AtomicInteger();
        assertThatThrownBy(() -> trials.run(config(settings), _ -> {}, TrainingOptions.ofTrials(NanPolicy.FAIL), () -> {
                    if (steps.incrementAndGet() == 9) {
                        Thread.currentThread().interrupt();
                    }
                    return false;
                }))
                .isInstanceOf(InterruptedException.class);
        steps.set(100);
        Trials.Run resumed = trials.run(
                config(settings), _ -> {}, TrainingOptions.ofTrials(NanPolicy.FAIL), () -> steps.incrementAndGet() < 0);
        assertThat(steps).hasValue(106);
        assertThat(resumed.outcome()).isEqualTo(whole.outcome());
        assertThat(resumed.weights()).isEqualTo(weights);
        assertThat(resumed.epochs().getFirst().metrics())
                .isEqualTo(whole.epochs().getFirst().metrics());
    }

    @Test
    void withoutEvaluationTheLastEpochCounts() throws Exception {
        TrainingOptions blind = new TrainingOptions(NanPolicy.FAIL, false, false, Optional.empty());
        Trials.Run run = trials.run(config("training.num_epochs=3"), _ -> {}, blind, () -> false);
        assertThat(run.completed().bestEpoch()).isEqualTo(3);
        assertThat(run.completed().metrics()).containsOnlyKeys(new Metric("train", "loss"));
        byte[] kept = run.weights();
        Trials.Run seen = trials.run(config("training.num_epochs=3", "training.early_stopping_patience=9"));
        if (seen.completed().bestEpoch() == 3) {
            assertThat(seen.weights()).isEqualTo(kept);
        }
        assertThat(trials.run(config("training.scheduler=reduce_on_plateau"), _ -> {}, blind, () -> false)
                        .failed()
                        .error())
                .contains("reduce_on_plateau goes by validation rows");
    }

    @Test
    void beginsWithGivenWeights() throws Exception {
        byte[] weights = trials.run(config("training.num_epochs=2")).weights();
        List<String> notes = new ArrayList<>();
        TrainingOptions from = new TrainingOptions(
                NanPolicy.FAIL, false, true, Optional.of(new FirstWeights("before.safetensors", weights, notes::add)));
        Trials.Run tuned = trials.run(config("training.lr=1e-12"), _ -> {}, from, () -> false);
        assertThat(of(WeightsFile.named(tuned.weights(), Torch.start()), DEEP))
                .containsExactly(of(WeightsFile.named(weights, Torch.start()), DEEP), within(1e-6f));
        assertThat(notes).containsExactly("begins with the weights of before.safetensors");
        assertThat(tuned.completed().provenance().get("from")).startsWith("before.safetensors ");

        trials.run(config("dnn.hidden_units=[4]"), _ -> {}, from, () -> false);
        assertThat(notes.getLast())
                .isEqualTo("begins with the weights of before.safetensors; these begin anew: dnn.mlp.0.weight, "
                        + "dnn.mlp.0.bias, output_linear.weight");
        TrainingOptions none = new TrainingOptions(
                NanPolicy.FAIL,
                false,
                true,
                Optional.of(new FirstWeights("notes.txt", new byte[] {1, 2, 3}, notes::add)));
        assertThat(trials.run(config(), _ -> {}, none, () -> false).failed().error())
                .startsWith("notes.txt is no file of weights");
    }

    /// A table whose settings ask for no validation and no test rows.
    @Test
    void aTableMayHaveTrainingRowsOnly() throws Exception {
        Files.writeString(folder.resolve("rows.csv"), "label,a\n1,x\n0,y\n1,x\n0,z\n1,y\n0,x\n");
        String table = """
                data:
                  dataset_name: table
                  data_dir: %s
                  split_strategy: random
                  random_val_ratio: 0
                  random_test_ratio: 0
                  table: {files: [rows.csv], fields: [{name: a, kind: sparse}]}
                dnn: {hidden_units: [4]}
                training: {num_epochs: 2, batch_size: 4, scheduler: constant}
                """.formatted(folder);
        TrainingOptions alone = new TrainingOptions(NanPolicy.FAIL, false, true, Optional.empty());
        Trials.Run run = trials.run(trials.config(table), _ -> {}, alone, () -> false);
        assertThat(run.epochs().getLast().rows()).isEqualTo(6);
        assertThat(run.completed().metrics()).containsOnlyKeys(new Metric("train", "loss"));
        assertThat(trials.run(trials.config(table)).failed().error())
                .contains("there are no validation rows, by which trials are compared");
    }
}
