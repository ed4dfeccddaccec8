package ctrsweep.store;

import static ctrsweep.store.Fixture.completed;
import static ctrsweep.store.Fixture.definition;
import static ctrsweep.store.Fixture.epoch;
import static ctrsweep.store.Fixture.planned;
import static ctrsweep.store.Fixture.take;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ctrsweep.metric.Metric;
import ctrsweep.sweep.OpenSweep;
import ctrsweep.sweep.Outcome;
import ctrsweep.sweep.ResultsException;
import ctrsweep.sweep.RunningTrial;
import ctrsweep.sweep.StopReason;
import ctrsweep.sweep.SweepLog.Claim;
import ctrsweep.sweep.SweepLog.Terms;
import ctrsweep.sweep.TrialProgress;
import ctrsweep.sweep.TrialState;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What samplers and pruners are told of the trials in the database.
class ProgressQueryTest {
    private static final Terms PROMOTED = new Terms(Set.of(TrialState.PRUNED), false);

    @TempDir
    Path folder;

    private Database database;
    private DatabaseSweepLog log;

    @BeforeEach
    void open() {
        database = Fixture.database(folder);
        log = Fixture.log(database, "here:1:0", new Fixture.Hands());
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void tellsPointsStatesValuesAndCurves() {
        OpenSweep sweep = log.open(definition("s", "a"));
        RunningTrial first = take(log, sweep, planned(0, 0.1));
        log.recordEpoch(first, epoch(1, 0.6));
        log.recordEpoch(first, epoch(2, Double.NaN));
        log.finish(first, completed(0.6));
        log.finish(take(log, sweep, planned(1, 0.2)), new Outcome.Failed(StopReason.NAN, "nan", Map.of()));
        take(log, sweep, planned(2, 0.3));

        assertThat(log.known(sweep, Fixture.VAL_AUC))
                .containsExactly(
                        new TrialProgress(
                                0,
                                planned(0, 0.1).assignment(),
                                42,
                                TrialState.COMPLETED,
                                Optional.of(StopReason.PATIENCE),
                                Optional.of(0.6),
                                List.of(0.6, Double.NaN)),
                        new TrialProgress(
                                1,
                                planned(1, 0.2).assignment(),
                                42,
                                TrialState.FAILED,
                                Optional.of(StopReason.NAN),
                                Optional.empty(),
                                List.of()),
                        new TrialProgress(
                                2,
                                planned(2, 0.3).assignment(),
                                42,
                                TrialState.RUNNING,
                                Optional.empty(),
                                Optional.empty(),
                                List.of()));
    }

    @Test
    void anotherMetricHasItsOwnCurve() {
        OpenSweep sweep = log.open(definition("s", "a"));
        RunningTrial trial = take(log, sweep, planned(0, 0.1));
        log.recordEpoch(trial, epoch(1, 0.6));
        assertThat(log.known(sweep, Metric.of("train.loss")).getFirst().watched())
                .containsExactly(0.5);
        assertThat(log.known(sweep, Metric.of("val.mse")).getFirst().watched()).containsExactly(Double.NaN);
    }

    /// The promoted attempt tells the epochs of the first one again; its own stand.
    @Test
    void aPrunedTrialThatIsPromotedGoesOn() {
        OpenSweep sweep = log.open(definition("s", "a"));
        RunningTrial first = take(log, sweep, planned(0, 0.1));
        log.recordEpoch(first, epoch(1, 0.6));
        log.finish(first, new Outcome.Pruned(1, 1, Map.of(Fixture.VAL_AUC, 0.6), Map.of("device", "cpu")));

        RunningTrial again = ((Claim.Taken) log.claim(sweep, planned(0, 0.1), PROMOTED)).trial();
        assertThat(again.attempt()).isEqualTo(2);
        assertThat(log.known(sweep, Fixture.VAL_AUC).getFirst().watched())
                .as("until the new attempt tells")
                .containsExactly(0.6);
        log.recordEpoch(again, epoch(1, 0.6));
        log.recordEpoch(again, epoch(2, 0.7));
        log.finish(again, completed(0.7));

        TrialProgress known = log.known(sweep, Fixture.VAL_AUC).getFirst();
        assertThat(known.watched()).containsExactly(0.6, 0.7);
        assertThat(known.state()).isEqualTo(TrialState.COMPLETED);
        assertThat(log.claim(sweep, planned(0, 0.1), PROMOTED)).isInstanceOf(Claim.Ended.class);
    }

    @Test
    void aNumberThatIsGoneIsNotGivenTwiceToThoseWhoMindIt() {
        OpenSweep sweep = log.open(definition("s", "a"));
        take(log, sweep, planned(0, 0.1));
        Terms exact = new Terms(Set.of(), true);
        assertThat(log.claim(sweep, planned(0, 0.2), exact)).isEqualTo(new Claim.NumberGone());
        assertThat(log.known(sweep, Fixture.VAL_AUC)).hasSize(1);
    }

    @Test
    void anotherSweepIsJudgedByTheMetricThatIsAskedFor() {
        log.finish(take(log, log.open(definition("other", "a")), planned(0, 0.1)), completed(0.7));
        OpenSweep mine = log.open(definition("mine", "a"));
        assertThat(log.known(mine, "other", Fixture.TEST_AUC).getFirst().value())
                .contains(0.69);
        assertThat(log.known(mine, "other", Metric.of("val.mse")).getFirst().value())
                .isEmpty();
        assertThatExceptionOfType(ResultsException.class)
                .isThrownBy(() -> log.known(mine, "none", Fixture.VAL_AUC))
                .withMessage("warm_start: no sweep none in the database");
    }

    @Test
    void theVersionChangesWithWhatOthersWrite() {
        OpenSweep sweep = log.open(definition("s", "a"));
        long before = log.version();
        take(log, sweep, planned(0, 0.1));
        assertThat(log.version()).as("own writes").isEqualTo(before);
        try (Database second = Fixture.database(folder)) {
            DatabaseSweepLog other = Fixture.log(second, "there:2:0", new Fixture.Hands());
            take(other, other.open(definition("s", "a")), planned(1, 0.2));
        }
        assertThat(log.version()).isNotEqualTo(before);
    }
}
