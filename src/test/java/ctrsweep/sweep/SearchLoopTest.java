package ctrsweep.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import ctrsweep.config.SweepSpec;
import ctrsweep.settings.Experiment;
import ctrsweep.sweep.LaunchSummary.Ending;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Sweeps whose next trial follows from results: samplers that learn, pruners, repeats, budgets, growth.
@Timeout(60)
class SearchLoopTest {
    private static final OpenSweep SWEEP = new OpenSweep(1, 1, 0, 1);

    private static final String TPE = """
            method: {name: tpe, startup: 5}
            parameters:
              training.lr: {min: 1e-4, max: 1e-1, scale: log}
              dnn.dropout: {min: 0.0, max: 0.5}
            budget: {trials: %d}
            """;

    private static final String ASHA = """
            method: random
            parameters: {training.lr: {min: 1e-4, max: 1e-1, scale: log}, dnn.dropout: {min: 0.0, max: 0.5}}
            budget: {trials: 27}
            pruner: {name: asha, min_epochs: 1, eta: 3, max_epochs: 9}
            """;

    @TempDir
    Path folder;

    private final MemoryLog memory = new MemoryLog();

    private final CurveRunner bowl = bowl();

    /// Curves that rise to the quality: the order of trials is the same at every epoch.
    private final CurveRunner rising =
            new CurveRunner(SearchLoopTest::quality, (quality, epoch) -> quality - 0.5 / epoch, 9);

    private static CurveRunner bowl() {
        return new CurveRunner(SearchLoopTest::quality, (quality, epoch) -> quality, 1);
    }

    /// The best is 1, at lr = 0.003 and dropout = 0.2.
    private static double quality(PlannedTrial trial) {
        Experiment config = (Experiment) trial.config();
        double lr = Math.log10(config.training().lr() / 0.003);
        double dropout = config.dnn().dropout().getFirst() - 0.2;
        return 1 - lr * lr / 4 - dropout * dropout + config.seed() * 1e-9;
    }

    private SweepLoop loop(TrialRunner runner, int workers) {
        return loop(memory, runner, workers, InstantSource.system());
    }

    private static SweepLoop loop(MemoryLog memory, TrialRunner runner, int workers, InstantSource clock) {
        LaunchTiming pace = new LaunchTiming(workers, Duration.ofSeconds(5), Duration.ofMillis(2));
        return new SweepLoop(memory.as(Thread.currentThread().getName()), runner, new SweepListener() {}, clock, pace);
    }

    private static List<TrialProgress> trials(MemoryLog memory) {
        return memory.as("reader").known(SWEEP, CurveRunner.AUC);
    }

    private static Map<Long, String> points(MemoryLog memory) {
        Map<Long, String> points = new TreeMap<>();
        trials(memory).forEach(trial -> points.put(trial.number(), trial.assignment() + " seed=" + trial.seed()));
        return points;
    }

    private static List<Long> numbers(long count) {
        return LongStream.range(0, count).boxed().toList();
    }

    @Test
    void aSamplerThatLearnsFindsBetterPointsAsItGoes() {
        loop(bowl, 1).run(Specs.of(folder, TPE.formatted(60)));
        List<TrialProgress> trials = trials(memory);
        assertThat(mean(trials.subList(40, 60))).isGreaterThan(mean(trials.subList(0, 20)));
        assertThat(trials.stream()
                        .mapToDouble(trial -> trial.value().orElseThrow())
                        .max()
                        .orElseThrow())
                .isGreaterThan(0.99);
    }

    private static double mean(List<TrialProgress> trials) {
        return trials.stream()
                .mapToDouble(trial -> trial.value().orElseThrow())
                .average()
                .orElseThrow();
    }

    /// A launch that is stopped within any trial, and resumed, proposes what an undisturbed one would.
    @ParameterizedTest
    @CsvSource({"tpe, 1", "tpe, 4", "tpe, 5", "tpe, 6", "tpe, 11", "tpe, 14", "gp, 1", "gp, 6", "gp, 7", "gp, 13"})
    void whatIsProposedDoesNotDependOnInterruptions(String method, int stopAt) {
        String tpe = TPE.formatted(15);
        SweepSpec spec = Specs.of(folder, method.equals("gp") ? tpe.replace("{name: tpe, startup: 5}", "gp") : tpe);
        loop(bowl, 1).run(spec);

        MemoryLog other = new MemoryLog();
        AtomicReference<SweepLoop> running = new AtomicReference<>();
        List<Long> begun = new ArrayList<>();
        TrialRunner stopping = (trial, epochs) -> {
            begun.add(trial.trial().number());
            if (begun.size() == stopAt) {
                running.get().stop();
                Thread.sleep(10_000);
            }
            return bowl().run(trial, epochs);
        };
        for (int launch = 0; launch < 2; launch++) {
            running.set(loop(other, stopping, 1, InstantSource.system()));
            running.get().run(spec);
        }
        assertThat(points(other)).isEqualTo(points(memory));
        assertThat(begun).hasSize(16);
    }

    @Test
    void severalWorkersKeepToTheBudgetAndTryNothingTwice() {
        LaunchSummary summary = loop(bowl, 4).run(Specs.of(folder, TPE.formatted(40)));
        assertThat(summary).isEqualTo(new LaunchSummary(40, 40, 0, 0, 0, 0, 0, Ending.PLAN_DONE));
        assertThat(points(memory).keySet()).containsExactlyElementsOf(numbers(40));
        assertThat(new HashSet<>(points(memory).values())).hasSize(40);
    }

    /// Two processes learn from one log: together they keep to the budget.
    @Test
    void twoProcessesShareASearch() throws InterruptedException {
        SweepSpec spec = Specs.of(folder, TPE.formatted(40));
        List<Thread> processes = IntStream.range(0, 2)
                .mapToObj(process -> Thread.ofPlatform()
                        .name("process " + process)
                        .start(() -> loop(bowl, 1).run(spec)))
                .toList();
        for (Thread process : processes) {
            process.join();
        }
        assertThat(memory.states()).hasSize(40).values().containsOnly(TrialState.COMPLETED);
        assertThat(bowl.trained()).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = {"grid", "random", "sobol"})
    void whatIsTriedDoesNotDependOnTheNumberOfWorkers(String method) {
        SweepSpec spec = Specs.of(folder, """
                method: %s
                parameters:
                  training.lr: {values: [1e-4, 1e-3, 1e-2]}
                  dnn.dropout: {min: 0.0, max: 0.5, step: 0.1}
                  data.num_neg_train: {min: 1, max: 4, when: "dnn.dropout > 0.2"}
                constraints: ["training.lr < 0.01 or dnn.dropout > 0.1"]
                budget: {trials: 20}
                """.formatted(method));
        loop(bowl, 1).run(spec);
        MemoryLog other = new MemoryLog();
        loop(other, bowl(), 4, InstantSource.system()).run(spec);
        assertThat(points(other)).isEqualTo(points(memory)).hasSize(20);
    }

    @Test
    void aLargerBudgetGoesOnFromWhatIsKnown() {
        loop(bowl, 1).run(Specs.of(folder, TPE.formatted(20)));
        Map<Long, String> twenty = points(memory);
        LaunchSummary more = loop(bowl, 1).run(Specs.of(folder, TPE.formatted(30)));
        assertThat(more.completed()).isEqualTo(10);
        assertThat(more.skipped()).isEqualTo(20);
        assertThat(points(memory)).containsAllEntriesOf(twenty).hasSize(30);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void ashaTrainsTheBestToItsEndAndNoEpochTwice(int workers) {
        LaunchSummary summary = loop(rising, workers).run(Specs.of(folder, ASHA));
        TrialProgress best = trials(memory).stream()
                .max((a, b) ->
                        Double.compare(a.watched().getFirst(), b.watched().getFirst()))
                .orElseThrow();
        assertThat(best.state()).isEqualTo(TrialState.COMPLETED);
        assertThat(rising.trained()).doesNotHaveDuplicates().hasSizeLessThan(27 * 9 / 2);
        assertThat(summary.completed() + summary.pruned()).isEqualTo(27);
        assertThat(summary.completed()).isBetween(1L, 9L);
        assertThat(summary.ending()).isEqualTo(Ending.PLAN_DONE);
    }

    @Test
    void tooFewTrialsForARungStillComeToAResult() {
        LaunchSummary summary = loop(rising, 1).run(Specs.of(folder, ASHA.replace("trials: 27", "trials: 2")));
        assertThat(summary.completed()).isEqualTo(1);
        assertThat(rising.trained()).doesNotHaveDuplicates();
    }

    @Test
    void withoutItsPrunerASweepTrainsOnWhatWasPruned() {
        loop(rising, 1).run(Specs.of(folder, ASHA));
        LaunchSummary rest = loop(rising, 1).run(Specs.of(folder, ASHA.substring(0, ASHA.indexOf("pruner"))));
        assertThat(memory.states()).hasSize(27).values().containsOnly(TrialState.COMPLETED);
        assertThat(rising.trained()).doesNotHaveDuplicates().hasSize(27 * 9);
        assertThat(rest.pruned()).isZero();
    }

    @Test
    void everyPointIsTriedWithEverySeed() {
        loop(bowl, 2).run(Specs.of(folder, """
                method: grid
                parameters: {training.lr: {values: [0.1, 0.2]}}
                repeats: {seeds: [1, 2, 3]}
                """));
        assertThat(points(memory).values())
                .containsExactly(
                        "training.lr=0.1 seed=1",
                        "training.lr=0.1 seed=2",
                        "training.lr=0.1 seed=3",
                        "training.lr=0.2 seed=1",
                        "training.lr=0.2 seed=2",
                        "training.lr=0.2 seed=3");
    }

    /// Only the first seed competes; a point that survives is repeated to the end.
    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void whatThePrunerLetsLiveIsRepeated(int workers) {
        loop(rising, workers).run(Specs.of(folder, ASHA.replace("27", "54") + "repeats: {seeds: [5, 6]}\n"));
        List<TrialProgress> firsts =
                trials(memory).stream().filter(trial -> trial.seed() == 5).toList();
        List<TrialProgress> repeats =
                trials(memory).stream().filter(trial -> trial.seed() == 6).toList();
        assertThat(firsts).hasSize(27);
        assertThat(repeats)
                .extracting(TrialProgress::assignment)
                .containsExactlyInAnyOrderElementsOf(firsts.stream()
                        .filter(trial -> trial.state() == TrialState.COMPLETED)
                        .map(TrialProgress::assignment)
                        .toList());
        assertThat(repeats).extracting(TrialProgress::state).containsOnly(TrialState.COMPLETED);
        assertThat(rising.trained()).doesNotHaveDuplicates();
    }

    @Test
    void enqueuedPointsComeFirst() {
        loop(bowl, 1).run(Specs.of(folder, TPE.formatted(4) + "enqueue: [{training.lr: 0.003}]\n"));
        assertThat(points(memory)).hasSize(4).containsEntry(0L, "training.lr=0.003 dnn.dropout=0.1 seed=1");
    }

    @Test
    void constraintsAndConditionsHoldOfEveryTrial() {
        loop(bowl, 1).run(Specs.of(folder, """
                method: grid
                parameters:
                  model_name: {values: [deepfm, attention_deepfm]}
                  attention.num_heads: {values: [2, 4], when: {model_name: attention_deepfm}}
                  dnn.dropout: {values: [0.1, 0.2]}
                constraints: ["attention.num_heads is null or attention.num_heads < 4 or dnn.dropout = 0.1"]
                """));
        assertThat(points(memory).values())
                .containsExactly(
                        "model_name=deepfm dnn.dropout=0.1 seed=1",
                        "model_name=deepfm dnn.dropout=0.2 seed=1",
                        "model_name=attention_deepfm attention.num_heads=2 dnn.dropout=0.1 seed=1",
                        "model_name=attention_deepfm attention.num_heads=2 dnn.dropout=0.2 seed=1",
                        "model_name=attention_deepfm attention.num_heads=4 dnn.dropout=0.1 seed=1");
    }

    @Test
    void whatIsDerivedFollows() {
        List<String> derived = new ArrayList<>();
        TrialRunner looking = (trial, epochs) -> {
            Experiment config = (Experiment) trial.trial().config();
            derived.add(config.dnn().dropout() + " " + config.data().numNegTrain());
            return bowl.run(trial, epochs);
        };
        loop(looking, 1).run(Specs.of(folder, """
                method: grid
                parameters:
                  feature.fm_embed_dim: {values: [8, 16]}
                  data.num_neg_train: {derived: "max(1, round(dnn.dropout * 50))"}
                  dnn.dropout: {derived: "feature.fm_embed_dim / 100"}
                """));
        assertThat(derived).containsExactly("[0.08] 4", "[0.16] 8");
    }

    @Test
    void aFailedTrialIsTriedAgainAsOftenAsItMay() {
        List<Integer> attempts = new ArrayList<>();
        TrialRunner flaky = (trial, epochs) -> {
            attempts.add(trial.attempt());
            return trial.attempt() < 3
                    ? new Outcome.Failed(StopReason.ERROR, "no luck", Map.of())
                    : bowl.run(trial, epochs);
        };
        LaunchSummary summary = loop(flaky, 1).run(Specs.grid(folder, 1, "on_failure: {retries: 2}\n"));
        assertThat(attempts).containsExactly(1, 2, 3);
        assertThat(summary).isEqualTo(new LaunchSummary(1, 1, 0, 0, 0, 0, 0, Ending.PLAN_DONE));
    }

    @Test
    void aLossThatIsNoNumberIsNotTriedAgain() {
        TrialRunner nan = (trial, epochs) -> new Outcome.Failed(StopReason.NAN, "nan", Map.of());
        loop(nan, 1).run(Specs.grid(folder, 1, "on_failure: {retries: 2}\n"));
        assertThat(memory.attempts()).containsEntry(0L, 1);
    }

    @Test
    void failedTrialsAreTriedAgainWhenAskedFor() {
        TrialRunner failing = (trial, epochs) -> new Outcome.Failed(StopReason.ERROR, "no", Map.of());
        loop(failing, 1).run(Specs.grid(folder, 3, ""));
        LaunchTiming pace = new LaunchTiming(1, Duration.ofSeconds(5), Duration.ofMillis(2));
        LaunchSummary again = new SweepLoop(
                        memory.as("two"),
                        bowl,
                        new SweepListener() {},
                        InstantSource.system(),
                        pace,
                        new SweepLoop.Persistence(true, false))
                .run(Specs.grid(folder, 3, ""));
        assertThat(again).isEqualTo(new LaunchSummary(3, 3, 0, 0, 0, 0, 0, Ending.PLAN_DONE));
    }

    /// Each look at the clock is a second later: one at the beginning, one after each epoch.
    @Test
    void aTrialEndsWhenItsTimeIsOver() {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
        InstantSource ticking = () -> now.updateAndGet(before -> before.plusSeconds(1));
        loop(memory, rising, 1, ticking).run(Specs.grid(folder, 1, "budget: {trial_wall: 3s}\n"));
        assertThat(rising.trained()).containsExactly("0/1", "0/2", "0/3");
        assertThat(memory.states()).containsEntry(0L, TrialState.COMPLETED);
    }

    /// The first Ctrl-C: what runs is given back after its epoch, and the next launch trains no epoch again.
    @Test
    void leavingGivesTrialsBackAfterTheirEpoch() {
        AtomicReference<SweepLoop> running = new AtomicReference<>();
        TrialRunner leaving = (trial, epochs) -> rising.run(trial, new EpochListener() {
            @Override
            public EpochDecision accept(EpochReport epoch) {
                if (trial.trial().number() == 1 && epoch.epoch() == 4) {
                    running.get().leave();
                }
                return epochs.accept(epoch);
            }

            @Override
            public EpochDecision resumed(List<EpochReport> earlier) {
                return epochs.resumed(earlier);
            }
        });
        running.set(loop(leaving, 1));
        LaunchSummary left = running.get().run(Specs.grid(folder, 3, ""));
        assertThat(left).isEqualTo(new LaunchSummary(3, 1, 0, 0, 0, 0, 1, Ending.STOPPED));
        assertThat(rising.trained()).hasSize(9 + 4);

        loop(rising, 1).run(Specs.grid(folder, 3, ""));
        assertThat(rising.trained()).hasSize(27).doesNotHaveDuplicates();
    }
}
