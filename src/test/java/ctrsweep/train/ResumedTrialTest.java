package ctrsweep.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ctrsweep.metric.Metric;
import ctrsweep.settings.Experiment;
import ctrsweep.sweep.EpochReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A trial that was cut short and taken up again, beside one that was not: bit for bit the same.
class ResumedTrialTest {
    private static final int EPOCHS = 6;

    /// Everything that a trial remembers from epoch to epoch: moments, batch norm's statistics, a rate that
    /// falls with each epoch that is no better, the best epoch; and dropout, which must be drawn alike. A
    /// pass has ten batches.
    private static final String CONFIG = """
            seed: 42
            data:
              dataset_name: generated
              generated: {users: 60, items: 40, rows: 3000, factors: 4, seed: 7}
            feature: {fm_embed_dim: 4}
            dnn: {hidden_units: [16, 8], dropout: [0.3], use_batch_norm: true}
            training: {num_epochs: %d, batch_size: 256, lr: 0.05, optimizer: adam, ranking_ks: [5],
                       early_stopping_patience: 50}
            schedule: {patience: 0}
            """.formatted(EPOCHS);

    @TempDir
    Path home;

    private Trials cut = Trials.in(Path.of(""));
    private Trials whole = Trials.in(Path.of(""));

    @BeforeEach
    void places() throws IOException {
        cut = Trials.in(Files.createDirectory(home.resolve("cut")));
        whole = Trials.in(Files.createDirectory(home.resolve("whole")));
    }

    /// Ends a trial as a crash would, between an epoch's checkpoint and its being committed.
    private static final class Crash extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void cutShortAfterAnyEpochItEndsAsIfItHadNotBeen(int epoch) throws Exception {
        Experiment config = config();
        crash(config, epoch);
        Trials.Run resumed = cut.run(config);

        assertThat(resumed.resumed()).isEqualTo(epoch);
        Trials.Run expected = whole.run(config);
        assertSame(resumed, expected);
        assertThat(expected.epochs().stream().map(EpochReport::lr).distinct()).hasSizeGreaterThan(1);
        assertThat(expected.completed().bestEpoch()).isLessThan(EPOCHS);
    }

    /// Seven steps an epoch are seven tenths of a pass: all but the last epoch end in the middle of one.
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void alsoWithinAPass(int epoch) throws Exception {
        Experiment config = config("training.steps_per_epoch=7");
        crash(config, epoch);
        Trials.Run resumed = cut.run(config);

        assertThat(resumed.resumed()).isEqualTo(epoch);
        assertSame(resumed, whole.run(config));
    }

    @ParameterizedTest
    @CsvSource({
        "adamw, schedule.warmup_steps=33",
        "sgd, training.scheduler=cosine",
        "rmsprop, training.scheduler=step",
        "adagrad, optimizer.initial_accumulator=0.1",
        "adagrad_decay, optimizer.accumulator_decay_steps=15",
        "adam, optimizer.sparse=adagrad",
    })
    void whateverTheOptimiserRemembers(String optimizer, String setting) throws Exception {
        Experiment config = config("training.optimizer=" + optimizer, "training.num_epochs=4", setting);
        crash(config, 2);
        assertSame(cut.run(config), whole.run(config));
    }

    @ParameterizedTest
    @ValueSource(strings = {"optimizer.row_wise=false", "optimizer.row_wise=true"})
    void fieldsMayShareATable(String setting) throws Exception {
        List<String> settings = new ArrayList<>(List.of(MadeUpHistories.write(home, 2000)));
        settings.add(setting);
        Experiment config = config(settings.toArray(String[]::new));
        crash(config, 3);
        Trials.Run resumed = cut.run(config);
        assertThat(resumed.resumed()).isEqualTo(3);
        assertSame(resumed, whole.run(config));
    }

    @Test
    void howeverOftenItIsCutShort() throws Exception {
        Experiment config = config();
        crash(config, 2);
        crash(config, 3);
        crash(config, 5);
        Trials.Run resumed = cut.run(config);
        assertThat(resumed.resumed()).isEqualTo(5);
        assertSame(resumed, whole.run(config));
    }

    @Test
    void negativesAreDrawnAsTheyWouldHaveBeen() throws Exception {
        Path ratings = MadeUpRatings.write(home.resolve("ml-100k"));
        Experiment config = config(
                "data.dataset_name=movielens",
                "data.data_dir=" + ratings,
                "data.num_neg_eval=20",
                "training.steps_per_epoch=50",
                "training.num_epochs=3");
        crash(config, 2);
        assertSame(cut.run(config), whole.run(config));
    }

    @Test
    void anInterruptedTrialGoesOnAfterTheLastEpochThatItReported() throws Exception {
        Experiment config = config();
        assertThatThrownBy(() -> cut.run(config, report -> {
                    if (report.epoch() == 2) {
                        Thread.currentThread().interrupt();
                    }
                }))
                .isInstanceOf(InterruptedException.class);
        Trials.Run resumed = cut.run(config);
        assertThat(resumed.resumed()).isEqualTo(2);
        assertSame(resumed, whole.run(config));
    }

    /// The time of the epochs is that which they took.
    @Test
    void theEpochsOfTheEarlierAttemptAreReportedAgain() throws Exception {
        List<EpochReport> reported = crash(config(), 3);
        Trials.Run resumed = cut.run(config());
        assertThat(resumed.epochs()).hasSize(EPOCHS).startsWith(reported.toArray(EpochReport[]::new));
    }

    @Test
    void patienceCountsTheEpochsBefore() throws Exception {
        Experiment config = config("training.num_epochs=50", "training.early_stopping_patience=2");
        Trials.Run expected = whole.run(config);
        int last = expected.epochs().size();
        assertThat(last).isLessThan(50);

        crash(config, last - 1);
        crash(config, last);
        Trials.Run resumed = cut.run(config);
        assertThat(resumed.resumed()).isEqualTo(last);
        assertSame(resumed, expected);
    }

    @Test
    void aDamagedCheckpointIsPassedOverForTheOneBefore() throws Exception {
        Experiment config = config("training.keep_checkpoints=2");
        crash(config, 3);
        Path newest = folder().resolve("checkpoint-0003.bin");
        byte[] bytes = Files.readAllBytes(newest);
        bytes[bytes.length / 2] ^= 4;
        Files.write(newest, bytes);

        Trials.Run resumed = cut.run(config);
        assertThat(resumed.resumed()).isEqualTo(2);
        assertSame(resumed, whole.run(config));
    }

    @Test
    void anotherConfigsCheckpointIsLeftAlone() throws Exception {
        crash(config(), 3);
        Experiment other = config("seed=43");
        Trials.Run run = cut.run(other);
        assertThat(run.resumed()).isZero();
        assertSame(run, whole.run(other));
    }

    @Test
    void otherDatasCheckpointIsLeftAlone() throws Exception {
        crash(config(), 3);
        Trials changed = new Trials(
                cut.folder(), experiment -> new WatchedDataset(Trials.load(experiment), "changed", new ArrayList<>()));
        assertThat(changed.run(config()).resumed()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"1, 'checkpoint-0005.bin'", "3, 'checkpoint-0003.bin checkpoint-0004.bin checkpoint-0005.bin'"})
    void onlyTheNewestCheckpointsAreKeptAndNoneInTheEnd(int kept, String names) throws Exception {
        Experiment config = config("training.keep_checkpoints=" + kept);
        assertThatThrownBy(() -> cut.run(config, report -> {
                    if (report.epoch() == 5) {
                        Thread.currentThread().interrupt();
                    }
                }))
                .isInstanceOf(InterruptedException.class);
        assertThat(files()).containsExactly(names.split(" "));

        cut.run(config);
        assertThat(files()).containsExactly("best.safetensors");
    }

    /// @return what it had reported
    private List<EpochReport> crash(Experiment config, int epoch) {
        List<EpochReport> reported = new ArrayList<>();
        assertThatThrownBy(() -> cut.run(config, report -> {
                    reported.add(report);
                    if (report.epoch() == epoch) {
                        throw new Crash();
                    }
                }))
                .isInstanceOf(Crash.class);
        return reported;
    }

    private static void assertSame(Trials.Run run, Trials.Run expected) throws IOException {
        assertThat(run.outcome()).isEqualTo(expected.outcome());
        assertThat(curve(run)).isEqualTo(curve(expected));
        assertThat(run.weights()).isEqualTo(expected.weights());
    }

    private record Point(int epoch, double lr, long rows, Map<Metric, Double> metrics) {}

    private static List<Point> curve(Trials.Run run) {
        return run.epochs().stream()
                .map(epoch -> new Point(epoch.epoch(), epoch.lr(), epoch.rows(), epoch.metrics()))
                .toList();
    }

    private Path folder() {
        return cut.folder().resolve("outputs/trial-0000");
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder())) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private Experiment config(String... overrides) {
        return whole.config(CONFIG, overrides);
    }
}
