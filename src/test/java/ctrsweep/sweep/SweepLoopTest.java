package ctrsweep.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ctrsweep.config.SweepSpec;
import ctrsweep.metric.Metric;
import ctrsweep.settings.InvalidSetting;
import ctrsweep.sweep.LaunchSummary.Ending;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class SweepLoopTest {
    private static final Metric AUC = new Metric("val", "auc");

    @TempDir
    Path folder;

    private final MemoryLog memory = new MemoryLog();
    private final List<String> heard = Collections.synchronizedList(new ArrayList<>());
    private final List<Long> trained = Collections.synchronizedList(new ArrayList<>());

    /// The AUC of trial k is k / 100.
    private final TrialRunner formula = (trial, epochs) -> {
        trained.add(trial.trial().number());
        double auc = trial.trial().config().seed() / 100.0;
        epochs.accept(new EpochReport(1, 0.001, 0.5, 10, Map.of(AUC, auc)));
        return completed(auc);
    };

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 8})
    void trainsEveryPointOnce(int workers) {
        LaunchSummary summary = loop(formula, workers).run(Specs.grid(folder, 60, ""));
        assertThat(summary).isEqualTo(new LaunchSummary(60, 60, 0, 0, 0, 0, 0, Ending.PLAN_DONE));
        assertThat(trained).containsExactlyInAnyOrderElementsOf(numbers(60));
        assertThat(memory.states()).hasSize(60).values().containsOnly(TrialState.COMPLETED);
        assertThat(memory.attempts()).values().containsOnly(1);
    }

    @Test
    void tellsWhatHappensInOrder() {
        loop(formula, 1).run(Specs.grid(folder, 2, ""));
        assertThat(heard)
                .containsExactly("planned 2", "started 0", "epoch 0", "ended 0", "started 1", "epoch 1", "ended 1");
    }

    @Test
    void epochsOfAnEarlierAttemptAreCommittedAndToldAtOnce() {
        TrialRunner resuming = (trial, epochs) -> {
            epochs.resumed(List.of(epoch(1), epoch(2)));
            epochs.accept(epoch(3));
            return completed(0.5);
        };
        loop(resuming, 1).run(Specs.grid(folder, 1, ""));
        assertThat(heard).containsExactly("planned 1", "started 0", "resumed 0 after 2", "epoch 0", "ended 0");
        assertThat(memory.epochs(0)).containsExactly(1, 2, 3);
    }

    @Test
    void aClaimThatTheEarlierEpochsFindLostEndsTheAttempt() {
        TrialRunner resuming = (trial, epochs) -> {
            memory.takeOver(trial.trial(), "another");
            memory.end(trial.trial());
            epochs.resumed(List.of(epoch(1)));
            return completed(0.5);
        };
        loop(resuming, 1).run(Specs.grid(folder, 1, ""));
        assertThat(heard).containsExactly("planned 1", "started 0", "lost 0", "skipped 0");
    }

    private static EpochReport epoch(int number) {
        return new EpochReport(number, 0.001, 0.5, 10, Map.of(AUC, 0.5));
    }

    /// Trial 0 completes, 1 fails, 2 is taken over by another, 3 is interrupted.
    @Test
    void theRunnerIsToldWhichOutcomesWereCommitted() {
        List<String> told = new ArrayList<>();
        AtomicReference<SweepLoop> loop = new AtomicReference<>();
        TrialRunner runner = new TrialRunner() {
            @Override
            public Outcome run(RunningTrial trial, EpochListener epochs) throws InterruptedException {
                switch ((int) trial.trial().number()) {
                    case 1 -> throw new IllegalStateException("no");
                    case 2 -> {
                        memory.takeOver(trial.trial(), "another");
                        memory.end(trial.trial());
                    }
                    case 3 -> {
                        loop.get().stop();
                        new CountDownLatch(1).await();
                    }
                    default -> {}
                }
                return completed(0.5);
            }

            @Override
            public void ended(RunningTrial trial) {
                long number = trial.trial().number();
                told.add(number + " " + memory.states().get(number));
            }
        };
        loop.set(loop(runner, 1));
        loop.get().run(Specs.grid(folder, 4, ""));
        assertThat(told).containsExactly("0 COMPLETED", "1 FAILED");
    }

    @Test
    void aFailedTrialIsAResultAndTheSweepGoesOn() {
        TrialRunner failing = (trial, epochs) -> {
            if (trial.trial().number() % 3 == 1) {
                throw new IllegalStateException("weights ran away");
            }
            return formula.run(trial, epochs);
        };
        List<Outcome> outcomes = Collections.synchronizedList(new ArrayList<>());
        List<String> thrown = Collections.synchronizedList(new ArrayList<>());
        SweepListener listener = new SweepListener() {
            @Override
            public void trialThrew(RunningTrial trial, RuntimeException problem) {
                thrown.add(trial.trial().number() + " " + problem.getMessage());
            }

            @Override
            public void trialEnded(RunningTrial trial, Outcome outcome) {
                outcomes.add(outcome);
            }
        };
        LaunchSummary summary = new SweepLoop(memory.as("me"), failing, listener, InstantSource.system(), pace(2))
                .run(Specs.grid(folder, 9, ""));
        // 1, 4 and 7 fail.
        assertThat(summary).isEqualTo(new LaunchSummary(9, 6, 0, 3, 0, 0, 0, Ending.PLAN_DONE));
        assertThat(thrown).containsExactlyInAnyOrder("1 weights ran away", "4 weights ran away", "7 weights ran away");
        assertThat(outcomes)
                .filteredOn(outcome -> outcome instanceof Outcome.Failed)
                .hasSize(3)
                .containsOnly(new Outcome.Failed(
                        StopReason.ERROR, "java.lang.IllegalStateException: weights ran away", Map.of()));
    }

    @Test
    void theErrorOfAFileIsInItsOwnWords() {
        assertThat(outcome(new UncheckedIOException("the weights could not be written", new IOException("disk full"))))
                .isEqualTo(new Outcome.Failed(StopReason.ERROR, "the weights could not be written", Map.of()));
    }

    @Test
    void theErrorOfASettingNamesTheSetting() {
        assertThat(outcome(new InvalidSetting("groups.fm", "no field is called user")))
                .isEqualTo(new Outcome.Failed(StopReason.ERROR, "groups.fm: no field is called user", Map.of()));
    }

    /// Of a trial whose runner throws this.
    private Outcome outcome(RuntimeException problem) {
        TrialRunner failing = (trial, epochs) -> {
            throw problem;
        };
        List<Outcome> outcomes = new ArrayList<>();
        SweepListener listener = new SweepListener() {
            @Override
            public void trialEnded(RunningTrial trial, Outcome outcome) {
                outcomes.add(outcome);
            }
        };
        new SweepLoop(memory.as("me"), failing, listener, InstantSource.system(), pace(1))
                .run(Specs.grid(folder, 1, ""));
        return outcomes.getFirst();
    }

    @Test
    void whatEndedEarlierIsNotRunAgain() {
        SweepSpec spec = Specs.grid(folder, 5, "");
        loop(formula, 2).run(spec);
        trained.clear();
        LaunchSummary second = loop(formula, 2).run(Specs.grid(folder, 7, ""));
        assertThat(second).isEqualTo(new LaunchSummary(7, 2, 0, 0, 5, 0, 0, Ending.PLAN_DONE));
        assertThat(trained).containsExactlyInAnyOrder(5L, 6L);
    }

    @Test
    void aTrialInOtherHandsIsWaitedForUntilItEnds() {
        SweepSpec spec = Specs.grid(folder, 3, "");
        PlannedTrial second = planned(spec, 1);
        memory.takeOver(second, "another");
        LaunchSummary summary = loopHearing(formula, 2, event -> {
                    if (event.equals("put aside 1")) {
                        memory.end(second);
                    }
                })
                .run(spec);
        assertThat(summary).isEqualTo(new LaunchSummary(3, 2, 0, 0, 1, 0, 0, Ending.PLAN_DONE));
        assertThat(heard).contains("put aside 1", "skipped 1");
        assertThat(trained).containsExactlyInAnyOrder(0L, 2L);
    }

    @Test
    void aTrialWhoseOwnerDiedIsTakenUp() {
        SweepSpec spec = Specs.grid(folder, 3, "");
        PlannedTrial second = planned(spec, 1);
        memory.takeOver(second, "another");
        loopHearing(formula, 2, event -> {
                    if (event.equals("put aside 1")) {
                        memory.lapse(second);
                    }
                })
                .run(spec);
        assertThat(trained).containsExactlyInAnyOrder(0L, 1L, 2L);
        assertThat(memory.attempts()).containsEntry(1L, 2);
    }

    @Test
    void twoLoopsShareASweepWithoutTrainingAnythingTwice() throws InterruptedException {
        SweepSpec spec = Specs.grid(folder, 40, "");
        Thread other = Thread.ofPlatform().start(() -> new SweepLoop(
                        memory.as("other"), formula, new SweepListener() {}, InstantSource.system(), pace(2))
                .run(spec));
        loop(formula, 2).run(spec);
        other.join();
        assertThat(trained).containsExactlyInAnyOrderElementsOf(numbers(40));
    }

    @Test
    void heartbeatsGoOnWhileATrialRuns() {
        TrialRunner untilHeard = (trial, epochs) -> {
            while (!memory.heartbeats().contains(trial.trial().number())) {
                Thread.sleep(1);
            }
            return completed(0.5);
        };
        LaunchSummary summary = loop(untilHeard, 2).run(Specs.grid(folder, 4, ""));
        assertThat(summary.completed()).isEqualTo(4);
        assertThat(memory.heartbeats()).containsExactlyInAnyOrder(0L, 1L, 2L, 3L);
    }

    @Test
    void aClaimThatTheHeartbeatFindsLostInterruptsTheTrial() {
        TrialRunner runner = (trial, epochs) -> {
            if (trial.trial().number() == 1 && trial.attempt() == 1) {
                memory.takeOver(trial.trial(), "another");
                new CountDownLatch(1).await();
            }
            return formula.run(trial, epochs);
        };
        LaunchSummary summary = loopHearing(runner, 1, event -> {
                    if (event.equals("put aside 1")) {
                        memory.end(planned(Specs.grid(folder, 3, ""), 1));
                    }
                })
                .run(Specs.grid(folder, 3, ""));
        assertThat(heard).contains("lost 1").doesNotContain("ended 1", "released 1");
        assertThat(summary).isEqualTo(new LaunchSummary(3, 2, 0, 0, 1, 0, 0, Ending.PLAN_DONE));
    }

    @Test
    void aClaimThatTheReportOfAnEpochFindsLostEndsTheAttempt() {
        TrialRunner runner = (trial, epochs) -> {
            if (trial.trial().number() == 0 && trial.attempt() == 1) {
                memory.takeOver(trial.trial(), "another");
                memory.lapse(trial.trial());
            }
            return formula.run(trial, epochs);
        };
        LaunchSummary summary = loop(runner, 1).run(Specs.grid(folder, 2, ""));
        // Attempt 1 is lost, attempt 2 was another's, which lapsed; attempt 3 completes.
        assertThat(heard).containsSubsequence("started 0", "lost 0", "started 0", "epoch 0", "ended 0");
        assertThat(memory.attempts()).containsEntry(0L, 3);
        assertThat(summary).isEqualTo(new LaunchSummary(2, 2, 0, 0, 0, 0, 0, Ending.PLAN_DONE));
    }

    @Test
    void aClaimThatFinishingFindsLostCountsForNothing() {
        TrialRunner runner = (trial, epochs) -> {
            memory.takeOver(trial.trial(), "another");
            memory.end(trial.trial());
            return completed(0.5);
        };
        LaunchSummary summary = loop(runner, 1).run(Specs.grid(folder, 1, ""));
        assertThat(heard).containsExactly("planned 1", "started 0", "lost 0", "skipped 0");
        assertThat(summary).isEqualTo(new LaunchSummary(1, 0, 0, 0, 1, 0, 0, Ending.PLAN_DONE));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void stopGivesRunningTrialsBackAndTheNextLaunchFinishesThem(int workers) {
        SweepSpec spec = Specs.grid(folder, 12, "");
        CountDownLatch allBusy = new CountDownLatch(workers);
        TrialRunner endless = (trial, epochs) -> {
            if (trial.trial().number() >= 4) {
                allBusy.countDown();
                new CountDownLatch(1).await();
            }
            return formula.run(trial, epochs);
        };
        SweepLoop loop = loop(endless, workers);
        Thread.ofPlatform().start(() -> {
            try {
                allBusy.await();
                loop.stop();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        LaunchSummary stopped = loop.run(spec);
        assertThat(stopped).isEqualTo(new LaunchSummary(12, 4, 0, 0, 0, 0, workers, Ending.STOPPED));
        assertThat(memory.states()).hasSize(4 + workers).values().doesNotContain(TrialState.RUNNING);

        LaunchSummary again = loop(formula, workers).run(spec);
        assertThat(again).isEqualTo(new LaunchSummary(12, 8, 0, 0, 4, 0, 0, Ending.PLAN_DONE));
        assertThat(trained).containsExactlyInAnyOrderElementsOf(numbers(12));
    }

    @Test
    void anInterruptionThatTheRunnerWrapsIsNoFailure() {
        AtomicReference<SweepLoop> loop = new AtomicReference<>();
        TrialRunner wrapping = (trial, epochs) -> {
            try {
                loop.get().stop();
                new CountDownLatch(1).await();
                return completed(0.5);
            } catch (InterruptedException e) {
                throw new IllegalStateException("native call was interrupted", e);
            }
        };
        loop.set(loop(wrapping, 1));
        LaunchSummary summary = loop.get().run(Specs.grid(folder, 3, ""));
        assertThat(summary).isEqualTo(new LaunchSummary(3, 0, 0, 0, 0, 0, 1, Ending.STOPPED));
        assertThat(memory.events()).containsExactly("release 0");
    }

    @Test
    void stoppedBeforeItBeganItTrainsNothing() {
        SweepLoop loop = loop(formula, 2);
        loop.stop();
        assertThat(loop.run(Specs.grid(folder, 3, "")).ending()).isEqualTo(Ending.STOPPED);
        assertThat(trained).isEmpty();
    }

    @Test
    void interruptingTheCallerStopsTheSweep() throws InterruptedException {
        CountDownLatch busy = new CountDownLatch(1);
        TrialRunner endless = (trial, epochs) -> {
            busy.countDown();
            new CountDownLatch(1).await();
            return completed(0.5);
        };
        AtomicReference<LaunchSummary> summary = new AtomicReference<>();
        SweepSpec spec = Specs.grid(folder, 3, "");
        Thread caller =
                Thread.ofPlatform().start(() -> summary.set(loop(endless, 1).run(spec)));
        busy.await();
        caller.interrupt();
        caller.join();
        assertThat(summary.get()).isEqualTo(new LaunchSummary(3, 0, 0, 0, 0, 0, 1, Ending.STOPPED));
    }

    @Test
    void aTrialThatReachesTheTargetEndsTheSweep() {
        LaunchSummary summary = loop(formula, 1).run(Specs.grid(folder, 100, "", ", target: 0.04"));
        // AUC k / 100: trial 4 is the first to reach 0.04.
        assertThat(summary).isEqualTo(new LaunchSummary(100, 5, 0, 0, 0, 0, 0, Ending.TARGET));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 8})
    void aSweepThatReachedItsTargetTakesNoMoreTrials(int workers) {
        SweepSpec spec = Specs.grid(folder, 100, "", ", target: 0.04");
        loop(formula, 1).run(spec);
        trained.clear();
        LaunchSummary again = loop(formula, workers).run(spec);
        // Trials 0 to 4 ended earlier, and trial 4 reached the target.
        assertThat(again).isEqualTo(new LaunchSummary(100, 0, 0, 0, 5, 0, 0, Ending.TARGET));
        assertThat(trained).isEmpty();
    }

    @Test
    void countsTheFailuresOfEarlierLaunches() {
        TrialRunner failing = (trial, epochs) -> {
            throw new IllegalStateException("no");
        };
        SweepSpec spec = Specs.grid(folder, 2, "");
        loop(failing, 1).run(spec);
        assertThat(loop(failing, 1).run(spec)).isEqualTo(new LaunchSummary(2, 0, 0, 0, 2, 2, 0, Ending.PLAN_DONE));
    }

    @Test
    void tooManyFailuresEndTheSweep() {
        TrialRunner failing = (trial, epochs) -> {
            throw new IllegalStateException("no");
        };
        LaunchSummary summary = loop(failing, 1).run(Specs.grid(folder, 20, "budget: {failures: 3}\n"));
        assertThat(summary).isEqualTo(new LaunchSummary(20, 0, 0, 3, 0, 0, 0, Ending.FAILURES));
    }

    @Test
    void theBudgetOfTimeEndsTheSweepAfterTheRunningTrial() {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
        TrialRunner minutes = (trial, epochs) -> {
            now.updateAndGet(instant -> instant.plus(Duration.ofMinutes(4)));
            return completed(0.5);
        };
        // Trials begin at 0, 4 and 8 minutes; at 12 the ten minutes are over.
        LaunchSummary summary = new SweepLoop(memory.as("me"), minutes, new SweepListener() {}, now::get, pace(1))
                .run(Specs.grid(folder, 20, "budget: {wall: 10m}\n"));
        assertThat(summary).isEqualTo(new LaunchSummary(20, 3, 0, 0, 0, 0, 0, Ending.WALL));
    }

    @Test
    void anErrorOfTheLogStopsEverythingAndIsRethrown() {
        SweepLog full = new FullDisk(memory.as("me"), 3);
        SweepLoop loop = new SweepLoop(full, formula, new SweepListener() {}, InstantSource.system(), pace(2));
        assertThatThrownBy(() -> loop.run(Specs.grid(folder, 50, "")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("disk full");
        assertThat(memory.states()).values().doesNotContain(TrialState.RUNNING, TrialState.FAILED);
    }

    @Test
    void anErrorOfTheVirtualMachineStopsEverythingAndIsRethrown() {
        TrialRunner broken = (trial, epochs) -> {
            throw new NoClassDefFoundError("engine");
        };
        assertThatThrownBy(() -> loop(broken, 2).run(Specs.grid(folder, 50, "")))
                .isInstanceOf(NoClassDefFoundError.class);
        assertThat(memory.states()).values().containsOnly(TrialState.WAITING);
    }

    private SweepLoop loop(TrialRunner runner, int workers) {
        return loopHearing(runner, workers, event -> {});
    }

    private SweepLoop loopHearing(TrialRunner runner, int workers, Consumer<String> also) {
        Consumer<String> hear = event -> {
            heard.add(event);
            also.accept(event);
        };
        return new SweepLoop(memory.as("me"), runner, new Hearing(hear), InstantSource.system(), pace(workers));
    }

    private static LaunchTiming pace(int workers) {
        return new LaunchTiming(workers, Duration.ofMillis(2), Duration.ofMillis(2));
    }

    private static Outcome completed(double auc) {
        return new Outcome.Completed(StopReason.LAST_EPOCH, 1, 1, Map.of(AUC, auc), Map.of(), List.of(), Map.of());
    }

    private static PlannedTrial planned(SweepSpec spec, int number) {
        var trials = new Plan(spec).trials(0);
        return IntStream.rangeClosed(0, number)
                .mapToObj(i -> trials.next())
                .toList()
                .getLast();
    }

    private static List<Long> numbers(int count) {
        return LongStream.range(0, count).boxed().toList();
    }

    private record Hearing(Consumer<String> to) implements SweepListener {
        @Override
        public void sweepStarted(OpenSweep sweep, long planned) {
            to.accept("planned " + planned);
        }

        @Override
        public void trialStarted(RunningTrial trial) {
            to.accept("started " + trial.trial().number());
        }

        @Override
        public void trialResumed(RunningTrial trial, List<EpochReport> earlier) {
            to.accept("resumed %d after %d".formatted(trial.trial().number(), earlier.size()));
        }

        @Override
        public void epochEnded(RunningTrial trial, EpochReport epoch) {
            to.accept("epoch " + trial.trial().number());
        }

        @Override
        public void trialEnded(RunningTrial trial, Outcome outcome) {
            to.accept("ended " + trial.trial().number());
        }

        @Override
        public void trialSkipped(PlannedTrial trial, TrialState state) {
            to.accept("skipped " + trial.number());
        }

        @Override
        public void trialPutAside(PlannedTrial trial, String owner) {
            to.accept("put aside " + trial.number());
        }

        @Override
        public void trialLost(RunningTrial trial) {
            to.accept("lost " + trial.trial().number());
        }

        @Override
        public void trialReleased(RunningTrial trial) {
            to.accept("released " + trial.trial().number());
        }
    }

    /// Fails from some epoch on; giving trials back still works.
    private static final class FullDisk implements SweepLog {
        private final SweepLog log;
        private int left;

        FullDisk(SweepLog log, int epochs) {
            this.log = log;
            this.left = epochs;
        }

        @Override
        public OpenSweep open(SweepDefinition definition) {
            return log.open(definition);
        }

        @Override
        public OpenSweep open(SweepDefinition definition, List<Basis> bases, boolean newData) {
            return log.open(definition, bases, newData);
        }

        @Override
        public void requireComparable(String sweep, List<String> others, List<Basis> bases) {
            log.requireComparable(sweep, others, bases);
        }

        @Override
        public List<Basis> bases(String sweep) {
            return log.bases(sweep);
        }

        @Override
        public void require(OpenSweep sweep, Basis basis) {
            log.require(sweep, basis);
        }

        @Override
        public Claim claim(OpenSweep sweep, PlannedTrial trial, Terms terms) {
            return log.claim(sweep, trial, terms);
        }

        @Override
        public List<TrialProgress> known(OpenSweep sweep, Metric watched) {
            return log.known(sweep, watched);
        }

        @Override
        public List<TrialProgress> known(OpenSweep sweep, String other, Metric objective) {
            return log.known(sweep, other, objective);
        }

        @Override
        public long version() {
            return log.version();
        }

        @Override
        public void heartbeat(RunningTrial trial) {
            log.heartbeat(trial);
        }

        @Override
        public synchronized void recordEpoch(RunningTrial trial, EpochReport epoch) {
            if (left-- <= 0) {
                throw new IllegalStateException("disk full");
            }
            log.recordEpoch(trial, epoch);
        }

        @Override
        public void finish(RunningTrial trial, Outcome outcome) {
            log.finish(trial, outcome);
        }

        @Override
        public void release(RunningTrial trial) {
            log.release(trial);
        }
    }
}
