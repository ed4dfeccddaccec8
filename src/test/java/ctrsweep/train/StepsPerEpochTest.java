package ctrsweep.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ctrsweep.metric.Metric;
import ctrsweep.settings.Experiment;
import ctrsweep.sweep.EpochReport;
import ctrsweep.sweep.StopReason;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Epochs that end after a number of steps. A pass has 2400 rows: nine batches of 256, and one of 96.
class StepsPerEpochTest {
    private static final Metric LOSS = new Metric("train", "loss");
    private static final String CONFIG = """
            seed: 42
            data:
              dataset_name: generated
              generated: {users: 60, items: 40, rows: 3000, factors: 4, seed: 7}
            feature: {fm_embed_dim: 4}
            dnn: {hidden_units: [8], dropout: [0.2]}
            training: {num_epochs: 4, batch_size: 256, lr: 0.01, scheduler: constant, ranking_ks: [5]}
            """;

    @TempDir
    Path folder;

    private final List<Integer> passes = new ArrayList<>();
    private Trials trials = Trials.in(Path.of(""));

    @BeforeEach
    void place() {
        trials = new Trials(folder, experiment -> new WatchedDataset(Trials.load(experiment), "watched", passes));
    }

    @Test
    void asManyStepsAsAPassHasBatchesAreTheWholePass() throws Exception {
        Trials.Run whole = trials.run(config());
        byte[] weights = whole.weights();
        Trials.Run stepped = trials.run(config("training.steps_per_epoch=10"));

        assertThat(stepped.outcome()).isEqualTo(whole.outcome());
        assertThat(stepped.weights()).isEqualTo(weights);
        assertThat(stepped.epochs().stream().map(EpochReport::metrics))
                .isEqualTo(whole.epochs().stream().map(EpochReport::metrics).toList());
        assertThat(passes).containsExactly(1, 2, 3, 4, 1, 2, 3, 4);
    }

    /// Five batches of 256; then four of 256 and one of 96. Two such epochs see what a pass does, in its
    /// order.
    @Test
    void theNextEpochGoesOnWhereTheLastOneStopped() throws Exception {
        List<EpochReport> whole = trials.run(config("training.num_epochs=2")).epochs();
        passes.clear();
        List<EpochReport> halves =
                trials.run(config("training.steps_per_epoch=5")).epochs();

        assertThat(halves.stream().map(EpochReport::rows)).containsExactly(1_280L, 1_120L, 1_280L, 1_120L);
        assertThat(passes).containsExactly(1, 2);
        for (int pass = 0; pass < 2; pass++) {
            EpochReport first = halves.get(2 * pass);
            EpochReport second = halves.get(2 * pass + 1);
            assertThat(validation(second)).isEqualTo(validation(whole.get(pass)));
            assertThat((1_280 * loss(first) + 1_120 * loss(second)) / 2_400)
                    .isCloseTo(loss(whole.get(pass)), within(1e-12));
        }
    }

    /// Seven of 256. The pass's other two of 256 and one of 96, and four of 256 of the next.
    @Test
    void anEpochGoesOnIntoTheNextPass() throws Exception {
        List<EpochReport> epochs = trials.run(config("training.steps_per_epoch=7", "training.num_epochs=3"))
                .epochs();
        assertThat(epochs.stream().map(EpochReport::rows))
                .containsExactly(1_792L, 512 + 96 + 1_024L, 5 * 256 + 96 + 256L);
        assertThat(passes).containsExactly(1, 2, 3);
    }

    /// Twice 2400, and five of 256.
    @Test
    void anEpochMayBeLongerThanAPass() throws Exception {
        List<EpochReport> epochs = trials.run(config("training.steps_per_epoch=25", "training.num_epochs=1"))
                .epochs();
        assertThat(epochs.stream().map(EpochReport::rows)).containsExactly(6_080L);
        assertThat(passes).containsExactly(1, 2, 3);
    }

    /// As in `TrainerTest`; the step is counted within its epoch.
    @Test
    void aLossThatIsNoNumberIsToldByTheStepOfItsEpoch() throws Exception {
        Trials.Run run = trials.run(config(
                "training.steps_per_epoch=3",
                "training.num_epochs=50",
                "training.lr=1000",
                "training.gradient_clip_norm=0",
                "dnn.use_batch_norm=false",
                "dnn.hidden_units=[8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8]"));
        assertThat(run.failed().reason()).isEqualTo(StopReason.NAN);
        assertThat(run.failed().error())
                .startsWith("the loss became ")
                .containsPattern(
                        " in epoch %d, step [123] of 3;".formatted(run.epochs().size() + 1));
    }

    /// By gradient alone, the first of four steps of warm-up has a quarter of the rate.
    @Test
    void warmUpScalesTheRateOfAStep() throws Exception {
        String[] one = {
            "training.steps_per_epoch=1", "training.num_epochs=1", "training.optimizer=sgd", "optimizer.momentum=0"
        };
        byte[] quarter = trials.run(config(with(one, "training.lr=0.01"))).weights();
        byte[] full = trials.run(config(with(one, "training.lr=0.04"))).weights();
        Trials.Run warming = trials.run(config(with(one, "training.lr=0.04", "schedule.warmup_steps=4")));

        assertThat(warming.weights()).isEqualTo(quarter).isNotEqualTo(full);
        assertThat(warming.epochs().getFirst().lr()).isEqualTo(0.04);
    }

    /// Steps of the trial are counted: after four epochs of one step each, a fifth as without warm-up.
    @Test
    void warmUpGoesOnFromEpochToEpoch() throws Exception {
        String[] steps = {"training.optimizer=sgd", "optimizer.momentum=0", "schedule.warmup_steps=4"};
        byte[] inOne = trials.run(config(with(steps, "training.steps_per_epoch=4", "training.num_epochs=1")))
                .weights();
        Trials.Run each = trials.run(
                config(with(steps, "training.steps_per_epoch=1", "training.num_epochs=4", "training.metric=auc")));
        assertThat(each.completed().bestEpoch())
                .as("the last epoch's weights are kept")
                .isEqualTo(4);
        assertThat(each.weights()).isEqualTo(inOne);
    }

    private static String[] with(String[] some, String... more) {
        List<String> all = new ArrayList<>(List.of(some));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    private static double loss(EpochReport epoch) {
        return epoch.metrics().getOrDefault(LOSS, Double.NaN);
    }

    private static Map<Metric, Double> validation(EpochReport epoch) {
        Map<Metric, Double> metrics = new TreeMap<>(epoch.metrics());
        metrics.remove(LOSS);
        return metrics;
    }

    private Experiment config(String... overrides) {
        return trials.config(CONFIG, overrides);
    }
}
