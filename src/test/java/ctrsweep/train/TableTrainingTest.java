package ctrsweep.train;

import static org.assertj.core.api.Assertions.assertThat;

import ctrsweep.config.ExperimentReader;
import ctrsweep.data.Dataset;
import ctrsweep.metric.Metric;
import ctrsweep.settings.Experiment;
import ctrsweep.sweep.EpochReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The configs of delimited files, trained: on the real samples, where the system property `ctrsweep.data` says
/// that they lie, what they must reach. Where it does not, made up files of other formats: then only that they
/// learn.
class TableTrainingTest {
    private static final Path MADE_UP = Path.of("src/test/resources/tables");
    private static final Metric AUC = new Metric("test", "auc");
    private static final Metric SQUARED = new Metric("test", "mse");
    private static final Metric ABSOLUTE = new Metric("test", "mae");
    /// Those of `sweeps/movielens_ratings.yaml`.
    private static final List<String> BETTER = List.of(
            "feature.embedding_l2_reg=1.0e-4",
            "training.gradient_clip_norm=1",
            "training.num_epochs=30",
            "training.early_stopping_min_delta=1.0e-4",
            "schedule.threshold=1.0e-4",
            "schedule.patience=1");
    private static final String REAL = System.getProperty("ctrsweep.data", "");

    @TempDir
    Path folder;

    private static Experiment config(String name, Path data, String... settings) {
        List<String> overrides = new ArrayList<>(List.of(settings));
        overrides.add("data.data_dir=" + data);
        return ExperimentReader.read(Path.of("configs", name + ".yaml"), overrides);
    }

    /// The metrics of the seeds' runs, averaged.
    private Map<Metric, Double> mean(String name, int... seeds) throws InterruptedException {
        return mean(name, List.of(), seeds);
    }

    private Map<Metric, Double> mean(String name, List<String> settings, int... seeds) throws InterruptedException {
        Trials trials = Trials.in(folder);
        Map<Metric, Double> sums = new TreeMap<>();
        for (int seed : seeds) {
            List<String> all = new ArrayList<>(settings);
            all.add("seed=" + seed);
            trials.run(config(name, Path.of(REAL), all.toArray(String[]::new)))
                    .completed()
                    .metrics()
                    .forEach((metric, value) -> sums.merge(metric, value / seeds.length, Double::sum));
        }
        System.out.println(name + ", means of " + seeds.length + " seeds: " + sums);
        return sums;
    }

    /// A small DeepFM of PyTorch has .698 .702 .736 on Criteo's sample and .733 to .741 on Avazu's; user and movie
    /// alone have a mean squared error of .0369 to .0374 on MovieLens, .148 to .149 absolute.
    @Test
    void reachesOnTheSamplesWhatOthersDo() throws InterruptedException {
        if (REAL.isEmpty()) {
            System.out.println("-Dctrsweep.data=FOLDER is not set: without the figures of the real samples");
            learns("deepfm_movielens_1m");
            return;
        }
        assertThat(mean("deepfm_criteo", 1, 2, 3).get(AUC)).isGreaterThan(0.69);
        assertThat(mean("deepfm_avazu", 1, 2, 3).get(AUC)).isGreaterThan(0.71);
        mean("deepfm_movielens_ratings", 1);
        Map<Metric, Double> deepfm = mean("deepfm_movielens_ratings", BETTER, 1);
        assertThat(deepfm.get(SQUARED)).isLessThanOrEqualTo(0.040);
        assertThat(deepfm.get(ABSOLUTE)).isLessThanOrEqualTo(0.155);
        assertThat(mean("fm_movielens_ratings", BETTER, 1).get(SQUARED)).isLessThanOrEqualTo(0.040);
    }

    /// Whether an item was there before is the product of its vector with its history's sum: with one table for both,
    /// what is learnt of an item serves wherever it stands.
    @ParameterizedTest
    @ValueSource(strings = {"model_name=fm", "model_name=deepfm"})
    void aHistoryKnowsItsItems(String model) throws Exception {
        double shared = auc(model, ", embedding_name: item, pooling: sum");
        double apart = auc(model, ", pooling: sum");
        System.out.printf("%s on histories, test AUC: %.3f with one table, %.3f with two%n", model, shared, apart);
        assertThat(shared).isGreaterThan(0.87).isGreaterThan(apart + 0.01);
    }

    private double auc(String model, String sharing) throws Exception {
        Trials trials = Trials.in(folder);
        List<String> settings = new ArrayList<>(List.of(MadeUpHistories.write(folder, 2000, sharing)));
        settings.addAll(List.of(
                model,
                "feature.fm_embed_dim=8",
                "dnn.hidden_units=[16]",
                "training.lr=0.01",
                "training.batch_size=64",
                "training.num_epochs=20"));
        Experiment experiment = ExperimentReader.changed(Experiment.DEFAULTS, settings);
        return trials.run(experiment).completed().metrics().getOrDefault(AUC, 0.0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"deepfm_movielens_10m", "deepfm_d2l", "deepfm_eleme"})
    void learns(String name) throws InterruptedException {
        Experiment experiment = config(
                name,
                MADE_UP,
                "training.num_epochs=4",
                "training.batch_size=32",
                "training.early_stopping_patience=4",
                "data.random_val_ratio=0.1");
        Dataset dataset = Trials.load(experiment);
        List<EpochReport> epochs =
                new Trials(folder, _ -> dataset).run(experiment).epochs();
        Metric loss = new Metric("train", "loss");
        assertThat(epochs).hasSize(4);
        assertThat(epochs.getLast().metrics().get(loss))
                .isLessThan(epochs.getFirst().metrics().get(loss));
    }
}
