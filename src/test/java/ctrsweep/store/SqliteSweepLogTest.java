package ctrsweep.store;

import static ctrsweep.store.Fixture.completed;
import static ctrsweep.store.Fixture.definition;
import static ctrsweep.store.Fixture.epoch;
import static ctrsweep.store.Fixture.planned;
import static ctrsweep.store.Fixture.take;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ctrsweep.metric.Goal;
import ctrsweep.metric.Metric;
import ctrsweep.settings.Experiment;
import ctrsweep.sweep.EpochReport;
import ctrsweep.sweep.LostClaimException;
import ctrsweep.sweep.OpenSweep;
import ctrsweep.sweep.Outcome;
import ctrsweep.sweep.PlannedTrial;
import ctrsweep.sweep.ResultsException;
import ctrsweep.sweep.RunningTrial;
import ctrsweep.sweep.StopReason;
import ctrsweep.sweep.SweepDefinition;
import ctrsweep.sweep.SweepLog.Claim;
import ctrsweep.sweep.TrialState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteSweepLogTest {
    @TempDir
    Path folder;

    private final Fixture.Hands clock = new Fixture.Hands();
    private Database database;
    private DatabaseSweepLog log;

    @BeforeEach
    void open() {
        database = Fixture.database(folder);
        log = Fixture.log(database, "here:1:0", clock);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aTrialEndsOnce() {
        OpenSweep sweep = log.open(definition("s", "a"));
        RunningTrial trial = take(log, sweep, planned(0, 0.1));
        log.finish(trial, completed(0.7));

        assertThat(log.claim(sweep, planned(0, 0.1)))
                .isEqualTo(new Claim.Ended(TrialState.COMPLETED, Optional.of(0.7)));
        assertThatThrownBy(() -> log.finish(trial, completed(0.9))).isInstanceOf(LostClaimException.class);
        assertThat(rows("SELECT number, state, attempt, best_epoch, best_value, epochs, stop_reason, owner FROM trial"))
                .containsExactly("0|completed|1|2|0.7|3|patience|null");
    }

    @Test
    void aTrialOfALivingOwnerIsBusy() {
        OpenSweep sweep = log.open(definition("s", "a"));
        take(log, sweep, planned(0, 0.1));

        assertThat(log.claim(sweep, planned(0, 0.1))).isEqualTo(new Claim.Busy("here:1:0"));
        assertThat(second("there:2:0").claim(sweep, planned(0, 0.1))).isEqualTo(new Claim.Busy("here:1:0"));
    }

    @Test
    void keepsEveryEpochWithItsMetricsAndWhatIsNotFinite() {
        RunningTrial trial = take(log, log.open(definition("s", "a")), planned(0, 0.1));
        log.recordEpoch(
                trial,
                new EpochReport(
                        1,
                        0.001,
                        1.5,
                        80_003,
                        Map.of(
                                Metric.of("train.loss"), Double.NaN,
                                Metric.of("val.auc"), 0.5,
                                Metric.of("val.logloss"), Double.POSITIVE_INFINITY)));
        log.recordEpoch(trial, epoch(2, Double.NEGATIVE_INFINITY));

        assertThat(rows("SELECT attempt, epoch, lr, seconds, rows FROM epoch ORDER BY epoch"))
                .containsExactly("1|1|0.001|1.5|80003", "1|2|0.001|1.5|1000");
        assertThat(rows("SELECT epoch, split, name, value, non_finite FROM epoch_metric ORDER BY epoch, split, name"))
                .containsExactly(
                        "1|train|loss|null|nan",
                        "1|val|auc|0.5|null",
                        "1|val|logloss|null|+inf",
                        "2|train|loss|0.5|null",
                        "2|val|auc|null|-inf");
        assertThat(rows("SELECT epochs FROM trial")).containsExactly("2");
    }

    /// The changed spec never asks for the trial, which must not seem to run for ever.
    @Test
    void aNewLaunchGivesBackWhatTheDeadLeftRunning() {
        RunningTrial orphan = take(log, log.open(definition("s", "a")), planned(0, 0.1));
        log.recordEpoch(orphan, epoch(1, 0.5));
        second("there:2:0").open(definition("s", "b"));
        assertThat(rows("SELECT state FROM trial")).containsExactly("running");

        clock.move(Duration.ofSeconds(31));
        second("there:2:0").open(definition("s", "b"));
        assertThat(rows("SELECT state, owner, lease, attempt, epochs FROM trial"))
                .containsExactly("waiting|null|null|1|1");
        assertThatThrownBy(() -> log.recordEpoch(orphan, epoch(2, 0.6))).isInstanceOf(LostClaimException.class);
    }

    @Test
    void aDatabaseThatIsDeletedMeanwhileIsNotTakenForWritten() throws IOException {
        OpenSweep sweep = log.open(definition("s", "a"));
        Files.delete(folder.resolve("sweeps.db"));
        assertThatThrownBy(() -> log.claim(sweep, planned(0, 0.1)))
                .isInstanceOf(ResultsException.class)
                .hasMessageEndingWith(
                        "sweeps.db was deleted or replaced while it was in use; what this process recorded is lost");
    }

    @Test
    void aFailureIsAResult() {
        OpenSweep sweep = log.open(definition("s", "a"));
        RunningTrial trial = take(log, sweep, planned(0, 0.1));
        log.recordEpoch(trial, epoch(1, 0.5));
        log.finish(trial, new Outcome.Failed(StopReason.NAN, "epoch 2, step 7: loss is NaN", Map.of("device", "cpu")));

        assertThat(log.claim(sweep, planned(0, 0.1))).isEqualTo(new Claim.Ended(TrialState.FAILED, Optional.empty()));
        assertThat(rows("SELECT state, stop_reason, error, epochs, best_value, ended_at IS NULL FROM trial"))
                .containsExactly("failed|nan|epoch 2, step 7: loss is NaN|1|null|0");
        assertThat(rows("SELECT key, value FROM provenance")).containsExactly("device|cpu");
    }

    @Test
    void aPrunedTrialIsNotACompletedOne() {
        OpenSweep sweep = log.open(definition("s", "a"));
        log.finish(take(log, sweep, planned(0, 0.1)), new Outcome.Pruned(1, 1, Map.of(Fixture.VAL_AUC, 0.5), Map.of()));

        assertThat(log.claim(sweep, planned(0, 0.1))).isEqualTo(new Claim.Ended(TrialState.PRUNED, Optional.of(0.5)));
    }

    @Test
    void keepsResultsArtifactsAndProvenance() {
        OpenSweep sweep = log.open(definition("s", "a"));
        log.finish(
                take(log, sweep, planned(0, 0.1)),
                new Outcome.Completed(
                        StopReason.LAST_EPOCH,
                        4,
                        3,
                        Map.of(Fixture.VAL_AUC, Double.NaN, Fixture.TEST_AUC, 0.6),
                        Map.of(Fixture.TEST_AUC, new Outcome.Interval(0.5, 0.75)),
                        List.of(new Outcome.Artifact("weights", "outputs/s/0.safetensors", 461_104, "ab12")),
                        Map.of("device", "cpu", "threads", "1")));

        assertThat(rows("SELECT split, name, value, non_finite, low, high FROM trial_metric ORDER BY split, name"))
                .containsExactly("test|auc|0.6|null|0.5|0.75", "val|auc|null|nan|null|null");
        assertThat(rows("SELECT best_value, best_epoch FROM trial")).containsExactly("null|3");
        assertThat(rows("SELECT kind, path, bytes, sha256 FROM artifact"))
                .containsExactly("weights|outputs/s/0.safetensors|461104|ab12");
        assertThat(rows("SELECT key, value FROM provenance ORDER BY key")).containsExactly("device|cpu", "threads|1");
    }

    @Test
    void keepsParametersAsJsonWithNumbersBeside() {
        take(log, log.open(definition("s", "a")), planned(0, 0.1));

        assertThat(rows("SELECT assignment, seed FROM trial"))
                .containsExactly("{\"dnn.hidden_units\":[64,32],\"training.lr\":0.1}|42");
        assertThat(rows("SELECT path, value, number FROM trial_param ORDER BY path"))
                .containsExactly("dnn.hidden_units|[64,32]|null", "training.lr|0.1|0.1");
        assertThat(rows("SELECT parameters FROM sweep")).containsExactly("[\"training.lr\",\"dnn.hidden_units\"]");
    }

    /// Lease 30 s. Renewed at 20 s it lasts until 50 s: at 40 s the trial is still busy, at 60 s it is not.
    @Test
    void anOwnerWhoseLeaseRanOutCannotWrite() {
        DatabaseSweepLog other = second("there:2:0");
        OpenSweep sweep = log.open(definition("s", "a"));
        RunningTrial stalled = take(log, sweep, planned(0, 0.1));
        clock.move(Duration.ofSeconds(20));
        log.heartbeat(stalled);
        clock.move(Duration.ofSeconds(20));
        assertThat(other.claim(sweep, planned(0, 0.1))).isInstanceOf(Claim.Busy.class);
        clock.move(Duration.ofSeconds(20));
        RunningTrial taken = take(other, sweep, planned(0, 0.1));

        assertThat(taken.attempt()).isEqualTo(2);
        assertThat(taken.id()).isEqualTo(stalled.id());
        assertThatThrownBy(() -> log.heartbeat(stalled)).isInstanceOf(LostClaimException.class);
        assertThatThrownBy(() -> log.recordEpoch(stalled, epoch(1, 0.5))).isInstanceOf(LostClaimException.class);
        assertThatThrownBy(() -> log.finish(stalled, completed(0.5))).isInstanceOf(LostClaimException.class);
        log.release(stalled);
        assertThat(rows("SELECT state, attempt, owner FROM trial")).containsExactly("running|2|there:2:0");
        assertThat(rows("SELECT count(*) FROM epoch")).containsExactly("0");
        other.finish(taken, completed(0.8));
    }

    @Test
    void aLapsedLeaseThatNobodyTookIsStillItsOwners() {
        RunningTrial trial = take(log, log.open(definition("s", "a")), planned(0, 0.1));
        clock.move(Duration.ofHours(8));
        log.heartbeat(trial);
        log.finish(trial, completed(0.8));

        assertThat(rows("SELECT state, seconds FROM trial")).containsExactly("completed|28800.0");
    }

    /// A killed process's trials need not wait for their lease.
    @Test
    void aDeadOwnersTrialIsTakenOverAtOnce() {
        OpenSweep sweep = log.open(definition("s", "a"));
        take(log, sweep, planned(0, 0.1));
        DatabaseSweepLog heir = new DatabaseSweepLog(
                database,
                new DatabaseSweepLog.Holder("here:2:0", Optional.empty()),
                Duration.ofSeconds(30),
                _ -> clock.instant(),
                "here:1:0"::equals);

        assertThat(take(heir, sweep, planned(0, 0.1)).attempt()).isEqualTo(2);
    }

    @Test
    void aReleasedTrialIsTakenUpAgain() {
        OpenSweep sweep = log.open(definition("s", "a"));
        RunningTrial trial = take(log, sweep, planned(0, 0.1));
        log.recordEpoch(trial, epoch(1, 0.5));
        clock.move(Duration.ofSeconds(2));
        log.release(trial);
        assertThat(rows("SELECT state, owner, seconds FROM trial")).containsExactly("waiting|null|2.0");

        RunningTrial again = take(second("there:2:0"), sweep, planned(0, 0.1));
        assertThat(again.attempt()).isEqualTo(2);
        assertThat(rows("SELECT attempt, epoch FROM epoch")).containsExactly("1|1");
    }

    @Test
    void theSameSpecIsTheSameRevision() {
        OpenSweep first = log.open(definition("s", "a"));
        log.finish(take(log, first, planned(0, 0.1)), completed(0.7));

        assertThat(log.open(definition("s", "a"))).isEqualTo(first);
        assertThat(log.open(definition("t", "a")).id()).isNotEqualTo(first.id());
    }

    @Test
    void aChangedSpecIsTheNextRevisionAndKnowsWhatWasDone() {
        OpenSweep first = log.open(definition("s", "a"));
        log.finish(take(log, first, planned(0, 0.1)), completed(0.7));
        log.finish(take(log, first, planned(1, 0.2)), completed(0.6));
        OpenSweep second = log.open(definition("s", "b"));

        assertThat(second.id()).isEqualTo(first.id());
        assertThat(second.firstNumber()).isEqualTo(2);
        assertThat(log.claim(second, planned(2, 0.2)))
                .isEqualTo(new Claim.Ended(TrialState.COMPLETED, Optional.of(0.6)));
        assertThat(take(log, second, planned(3, 0.3)).trial().number()).isEqualTo(3);
        assertThat(log.open(definition("s", "a"))).isEqualTo(first);
        assertThat(rows("SELECT revision, spec_hash, first_number FROM sweep_revision ORDER BY revision"))
                .containsExactly("1|a|0", "2|b|2");
    }

    /// Revision a stopped after its trial 0; revision b, begun at number 1, used that number; then a goes on.
    @Test
    void anAbandonedRevisionThatGoesOnFindsFreeNumbers() {
        OpenSweep first = log.open(definition("s", "a"));
        log.finish(take(log, first, planned(0, 0.1)), completed(0.7));
        OpenSweep second = log.open(definition("s", "b"));
        log.finish(take(log, second, planned(1, 0.5)), completed(0.7));

        RunningTrial late = take(log, log.open(definition("s", "a")), planned(1, 0.2));
        assertThat(late.trial().number()).isEqualTo(2);
    }

    @Test
    void aTrialOfAnEarlierRevisionKeepsItsNumberWhenTakenUpAgain() {
        OpenSweep first = log.open(definition("s", "a"));
        log.release(take(log, first, planned(0, 0.1)));
        OpenSweep second = log.open(definition("s", "b"));

        assertThat(take(log, second, planned(4, 0.1)).trial().number()).isZero();
    }

    @Test
    void aRevisionWithAnotherObjectiveJudgesOldTrialsByIt() {
        log.finish(take(log, log.open(definition("s", "a")), planned(0, 0.1)), completed(0.7));
        log.open(new SweepDefinition(
                "s",
                "text",
                "b",
                "b",
                Fixture.TEST_AUC,
                Goal.MINIMIZE,
                "random",
                7,
                List.of("training.lr"),
                1,
                Experiment.DEFAULTS));

        assertThat(rows("SELECT best_value, goal, method, parameters FROM trial JOIN sweep ON sweep.id = sweep_id"))
                .containsExactly("0.69|minimize|random|[\"training.lr\"]");
    }

    @Test
    void keepsTheReachableBestAsLastTold() {
        OpenSweep sweep = log.open(definition("s", "a"));
        log.recordReference(sweep, Map.of(Fixture.VAL_AUC, 0.9));
        log.recordReference(sweep, Map.of(Fixture.VAL_AUC, 0.8, Fixture.TEST_AUC, 0.7));

        assertThat(rows("SELECT split, name, value FROM sweep_reference ORDER BY split"))
                .containsExactly("test|auc|0.7", "val|auc|0.8");
    }

    /// Two logs on one file, as two processes would have, and four threads in each: 40 points, all claimed by
    /// all.
    @Test
    void eachPointIsTakenOnce() throws Exception {
        try (Database otherDatabase = Fixture.database(folder)) {
            List<DatabaseSweepLog> logs = List.of(log, Fixture.log(otherDatabase, "there:2:0", clock));
            ConcurrentLinkedQueue<Long> taken = new ConcurrentLinkedQueue<>();
            List<Callable<Void>> workers = new ArrayList<>();
            for (int worker = 0; worker < 8; worker++) {
                DatabaseSweepLog mine = logs.get(worker % 2);
                workers.add(() -> claimAll(mine, taken));
            }
            try (var pool = Executors.newFixedThreadPool(8)) {
                for (Future<Void> worker : pool.invokeAll(workers)) {
                    worker.get();
                }
            }
            assertThat(taken).hasSize(40).doesNotHaveDuplicates();
            assertThat(rows("SELECT state, count(*) FROM trial GROUP BY state")).containsExactly("completed|40");
            assertThat(rows("SELECT count(*) FROM epoch")).containsExactly("80");
        }
    }

    private static Void claimAll(DatabaseSweepLog log, ConcurrentLinkedQueue<Long> taken) {
        OpenSweep sweep = log.open(definition("s", "a"));
        for (int i = 0; i < 40; i++) {
            PlannedTrial point = planned(i, 0.001 * (i + 1));
            if (log.claim(sweep, point) instanceof Claim.Taken(RunningTrial trial, int _)) {
                taken.add(trial.id());
                log.recordEpoch(trial, epoch(1, 0.5));
                log.heartbeat(trial);
                log.recordEpoch(trial, epoch(2, 0.6));
                log.finish(trial, completed(0.6));
            }
        }
        return null;
    }

    private DatabaseSweepLog second(String owner) {
        return Fixture.log(database, owner, clock);
    }

    private List<String> rows(String sql) {
        return Fixture.rows(database, sql);
    }
}
