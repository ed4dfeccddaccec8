package ctrsweep.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ctrsweep.data.Dataset;
import ctrsweep.data.Examples;
import ctrsweep.data.Rows;
import ctrsweep.metric.Goal;
import ctrsweep.metric.Metric;
import ctrsweep.settings.Experiment;
import ctrsweep.sweep.EpochReport;
import ctrsweep.sweep.StopReason;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainerTest {
    private static final Metric VAL_AUC = new Metric("val", "auc");
    private static final Metric TEST_AUC = new Metric("test", "auc");
    private static final String CONFIG = """
            seed: 42
            data:
              dataset_name: generated
              generated: {users: 60, items: 40, rows: 3000, factors: 4, seed: 7}
            feature: {fm_embed_dim: 4}
            dnn: {hidden_units: [8]}
            training: {num_epochs: 3, batch_size: 256, lr: 1.0e-2, ranking_ks: [5]}
            """;

    @TempDir
    Path folder;

    private Trials trials = Trials.in(Path.of(""));

    @BeforeEach
    void place() {
        trials = Trials.in(folder);
    }

    /// A rate so high that the best epoch lies well before the last. A run that ends at that epoch has the
    /// same weights then, whatever comes after in the other.
    @Test
    void testMetricsAreThoseOfTheBestEpochsWeights() throws Exception {
        Trials.Run whole =
                trials.run(config("training.num_epochs=20", "training.early_stopping_patience=4", "training.lr=0.05"));
        int best = whole.completed().bestEpoch();
        assertThat(best).isBetween(1, whole.epochs().size() - 1);

        Trials.Run ended = trials.run(
                config("training.num_epochs=" + best, "training.early_stopping_patience=4", "training.lr=0.05"));
        assertThat(ended.completed().bestEpoch()).isEqualTo(best);
        assertThat(whole.completed().metrics()).isEqualTo(ended.completed().metrics());
        assertThat(whole.completed().artifacts()).isEqualTo(ended.completed().artifacts());
    }

    @Test
    void theResultsValidationIsWhatWasReportedOfTheBestEpoch() throws Exception {
        Trials.Run run = trials.run(config("training.num_epochs=6"));
        EpochReport best = run.epochs().get(run.completed().bestEpoch() - 1);

        assertThat(run.completed().metrics())
                .containsAllEntriesOf(best.metrics())
                .containsKey(TEST_AUC);
        assertThat(run.epochs().stream().map(epoch -> epoch.metrics().get(VAL_AUC)))
                .allSatisfy(auc ->
                        assertThat(auc).isLessThanOrEqualTo(best.metrics().get(VAL_AUC)));
    }

    @Test
    void patienceEndsATrial() throws Exception {
        Trials.Run run =
                trials.run(config("training.num_epochs=50", "training.early_stopping_patience=2", "training.lr=0.05"));

        assertThat(run.completed().reason()).isEqualTo(StopReason.PATIENCE);
        assertThat(run.completed().epochs())
                .isEqualTo(run.epochs().size())
                .isEqualTo(run.completed().bestEpoch() + 2);
    }

    /// What is better when it is smaller is judged so: by early stopping and, with a rate that falls, by the
    /// schedule.
    @Test
    void aLossIsJudgedByItsLeastEpoch() throws Exception {
        Metric logLoss = new Metric("val", "logloss");
        Trials.Run run = trials.run(config(
                "training.num_epochs=50",
                "training.early_stopping_patience=3",
                "training.lr=0.05",
                "training.metric=logloss",
                "schedule.patience=0",
                "schedule.threshold=0"));
        List<Double> losses =
                run.epochs().stream().map(epoch -> epoch.metrics().get(logLoss)).toList();
        int best = losses.indexOf(Collections.min(losses)) + 1;

        assertThat(run.completed().bestEpoch()).isEqualTo(best);
        assertThat(run.completed().epochs()).isEqualTo(best + 3).isLessThan(50);
        assertThat(run.completed().metrics()).containsEntry(logLoss, Collections.min(losses));
        // Halved after each epoch that is no better than the best: three since then.
        assertThat(run.epochs().getLast().lr())
                .isEqualTo(run.epochs().get(best - 1).lr() / 4);
    }

    @Test
    void equalTrialsReportEqualEpochs() throws Exception {
        List<Map<Metric, Double>> first = metrics(trials.run(config()));
        assertThat(metrics(trials.run(config()))).isEqualTo(first);
        assertThat(metrics(trials.run(config("seed=43")))).isNotEqualTo(first);
    }

    private static List<Map<Metric, Double>> metrics(Trials.Run run) {
        return run.epochs().stream().map(EpochReport::metrics).toList();
    }

    @Test
    void epochsAreReportedInOrderWithTheirRows() throws Exception {
        Trials.Run run = trials.run(config());

        assertThat(run.epochs().stream().map(EpochReport::epoch)).containsExactly(1, 2, 3);
        assertThat(run.epochs()).allSatisfy(epoch -> {
            assertThat(epoch.rows()).isEqualTo(2_400);
            assertThat(epoch.seconds()).isPositive();
            assertThat(epoch.metrics().keySet().stream().map(Metric::toString))
                    .containsExactly(
                            "train.loss",
                            "val.accuracy",
                            "val.auc",
                            "val.gauc",
                            "val.hr@5",
                            "val.logloss",
                            "val.mae",
                            "val.mse",
                            "val.ndcg@5",
                            "val.ne",
                            "val.rmse");
        });
        assertThat(run.completed().reason()).isEqualTo(StopReason.LAST_EPOCH);
        assertThat(run.completed().provenance())
                .containsKeys("code", "engine", "libtorch", "djl", "device", "data", "threads")
                .containsEntry("device", "cpu");
    }

    @Test
    void aConstantScheduleLeavesTheRate() throws Exception {
        assertThat(rates("constant")).containsOnly(0.05).hasSizeGreaterThan(5);
    }

    /// The rate is halved after the third epoch in a row that is no better than the best, by the golden
    /// test's rule.
    @Test
    void aPlateauHalvesTheRate() throws Exception {
        List<EpochReport> epochs = new ArrayList<>();
        assertThat(rates("reduce_on_plateau", epochs)).first().isEqualTo(0.05);
        ReduceOnPlateau expected = new ReduceOnPlateau(0.05, Goal.MAXIMIZE, Experiment.DEFAULTS.schedule());
        for (EpochReport epoch : epochs) {
            assertThat(epoch.lr()).isEqualTo(expected.lr(0));
            expected.epochEnded(epoch.metrics().get(VAL_AUC));
        }
        assertThat(epochs.getLast().lr()).isLessThanOrEqualTo(0.025);
    }

    private List<Double> rates(String scheduler) throws InterruptedException {
        return rates(scheduler, new ArrayList<>());
    }

    private List<Double> rates(String scheduler, List<EpochReport> epochs) throws InterruptedException {
        Experiment config = config(
                "training.num_epochs=15",
                "training.early_stopping_patience=15",
                "training.lr=0.05",
                "training.scheduler=" + scheduler);
        epochs.addAll(trials.run(config).epochs());
        return epochs.stream().map(EpochReport::lr).toList();
    }

    /// Twelve layers without batch norm multiply weights that one step of this rate has taken to about 1000.
    @Test
    void aLossThatIsNoNumberFailsTheTrialWithItsPlace() throws Exception {
        Trials.Run run = trials.run(config(
                "training.lr=1000",
                "training.gradient_clip_norm=0",
                "dnn.use_batch_norm=false",
                "dnn.hidden_units=[8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8]"));

        assertThat(run.failed().reason()).isEqualTo(StopReason.NAN);
        assertThat(run.failed().error())
                .matches("the loss became (NaN|Infinity) in epoch 1, step \\d+ of 10;"
                        + " a smaller training\\.lr or a gradient_clip_norm may help");
        assertThat(run.failed().provenance()).containsEntry("device", "cpu");
        assertThat(run.epochs()).isEmpty();
        assertThat(folder.resolve("outputs")).doesNotExist();
    }

    @Test
    void anUndefinedMetricFailsTheTrial() throws Exception {
        Trials clickless = new Trials(folder, experiment -> new Clickless(Trials.load(experiment)));
        Trials.Run run = clickless.run(config());

        assertThat(run.failed().reason()).isEqualTo(StopReason.ERROR);
        assertThat(run.failed().error())
                .isEqualTo("val.auc is undefined on this validation split: it needs both clicks and non-clicks");
    }

    /// Another metric is defined there, and may be trained by.
    @Test
    void anUndefinedMetricThatNothingDependsOnIsLeftOut() throws Exception {
        Trials clickless = new Trials(folder, experiment -> new Clickless(Trials.load(experiment)));
        Trials.Run run = clickless.run(config("training.metric=logloss"));

        assertThat(run.completed().metrics())
                .containsKey(new Metric("val", "logloss"))
                .doesNotContainKey(VAL_AUC);
    }

    /// The interrupt comes in the first epoch's report, and there would be 1000 more.
    @Test
    void anInterruptEndsATrialBeforeItsNextStep() {
        List<Integer> reported = new ArrayList<>();
        Experiment config = config("training.num_epochs=1000", "training.early_stopping_patience=1000");
        assertThatThrownBy(() -> trials.run(config, epoch -> {
                    reported.add(epoch.epoch());
                    Thread.currentThread().interrupt();
                }))
                .isInstanceOf(InterruptedException.class)
                .hasMessage("in epoch 2");
        assertThat(reported).containsExactly(1);
        assertThat(folder.resolve("outputs/trial-0000")).isDirectoryContaining("glob:**checkpoint-0001.bin");
    }

    private Experiment config(String... overrides) {
        return trials.config(CONFIG, overrides);
    }

    /// A data set whose validation split nobody clicked in.
    private static final class Clickless extends ForwardingDataset {
        private final Dataset dataset;

        Clickless(Dataset dataset) {
            super(dataset);
            this.dataset = dataset;
        }

        @Override
        public Examples validation() {
            Rows rows = dataset.validation().inMemory();
            return new Rows(
                    rows.size(), rows.sparse(), rows.sequences(), rows.dense(), new float[rows.size()], rows.groups());
        }

        @Override
        public Map<String, String> evaluation() {
            return Map.of();
        }

        @Override
        public String fingerprint() {
            return "clickless " + dataset.fingerprint();
        }

        @Override
        public Map<Metric, Double> reachable() {
            return Map.of();
        }
    }
}
