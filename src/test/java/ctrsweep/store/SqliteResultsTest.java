package ctrsweep.store;

import static ctrsweep.store.Fixture.completed;
import static ctrsweep.store.Fixture.definition;
import static ctrsweep.store.Fixture.epoch;
import static ctrsweep.store.Fixture.planned;
import static ctrsweep.store.Fixture.take;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ctrsweep.metric.Goal;
import ctrsweep.settings.Experiment;
import ctrsweep.space.Value;
import ctrsweep.sweep.EpochReport;
import ctrsweep.sweep.OpenSweep;
import ctrsweep.sweep.Outcome;
import ctrsweep.sweep.RunningTrial;
import ctrsweep.sweep.StopReason;
import ctrsweep.sweep.SweepDefinition;
import ctrsweep.sweep.SweepSummary;
import ctrsweep.sweep.Trial;
import ctrsweep.sweep.TrialDetails;
import ctrsweep.sweep.TrialState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteResultsTest {
    @TempDir
    Path folder;

    private final Fixture.Hands clock = new Fixture.Hands();
    private Database database;
    private DatabaseSweepLog log;
    private DatabaseResults queries;

    @BeforeEach
    void open() {
        database = Fixture.database(folder);
        log = Fixture.log(database, "here:1:0", clock);
        queries = new DatabaseResults(database);
    }

    @AfterEach
    void close() {
        database.close();
    }

    /// Each event of a launch makes a new version, and a question none.
    @Test
    void theVersionTellsWhetherASweepHasGoneOn() {
        assertThat(queries.version("s")).isEmpty();
        List<Optional<String>> versions = new ArrayList<>();
        OpenSweep sweep = log.open(definition("s", "a"));
        versions.add(queries.version("s"));
        RunningTrial trial = take(log, sweep, planned(0, 0.1));
        versions.add(queries.version("s"));
        log.recordEpoch(trial, epoch(1, 0.6));
        versions.add(queries.version("s"));
        log.recordEpoch(trial, epoch(2, 0.7));
        versions.add(queries.version("s"));
        log.release(trial);
        versions.add(queries.version("s"));
        log.finish(take(log, sweep, planned(0, 0.1)), completed(0.7));
        versions.add(queries.version("s"));
        log.open(definition("s", "b"));
        versions.add(queries.version("s"));
        log.open(definition("other", "c"));
        assertThat(versions).doesNotHaveDuplicates().doesNotContain(Optional.empty());
        assertThat(queries.version("s")).isEqualTo(versions.getLast());
    }

    /// Values .6, .8, .8, failed, NaN, missing, pruned at .9: ranks 3, 1, 2 by number, the rest unranked.
    @Test
    void ranksTiesByTrialNumberAndLeavesTheRestUnranked() {
        OpenSweep sweep = someTrials(definition("s", "a"));

        assertThat(queries.trials(queries.sweep("s")))
                .extracting(Trial::number, trial -> trial.rank().orElse(0))
                .containsExactly(pair(1, 1), pair(2, 2), pair(0, 3), pair(3, 0), pair(4, 0), pair(5, 0), pair(6, 0));
        assertThat(sweep.firstNumber()).isZero();
    }

    @Test
    void aMinimizedObjectiveRanksTheOtherWay() {
        someTrials(new SweepDefinition(
                "s",
                "text",
                "a",
                "a",
                Fixture.VAL_AUC,
                Goal.MINIMIZE,
                "grid",
                42,
                List.of("training.lr"),
                1,
                Experiment.DEFAULTS));

        assertThat(queries.trials(queries.sweep("s"))).extracting(Trial::number).startsWith(0L, 1L, 2L);
        assertThat(queries.bestValues()).containsValue(0.6);
    }

    @Test
    void theViewRanksAsTheQueryDoes() {
        someTrials(definition("s", "a"));

        assertThat(Fixture.rows(database, "SELECT trial, coalesce(rank, 0) FROM leaderboard"))
                .containsExactlyElementsOf(queries.trials(queries.sweep("s")).stream()
                        .map(trial -> trial.number() + "|" + trial.rank().orElse(0))
                        .toList());
    }

    @Test
    void aTrialHasItsParametersInSpecOrder() {
        someTrials(definition("s", "a"));

        assertThat(queries.trials(queries.sweep("s")).getFirst().assignment())
                .hasToString("training.lr=0.2 dnn.hidden_units=[64, 32]");
        assertThat(queries.trials(queries.sweep("s"))
                        .getFirst()
                        .assignment()
                        .values()
                        .get("dnn.hidden_units"))
                .isEqualTo(new Value.Items(List.of(new Value.Int(64), new Value.Int(32))));
    }

    @Test
    void aSweepCountsItsTrialsByState() {
        OpenSweep sweep = someTrials(definition("s", "a"));
        log.recordReference(sweep, Map.of(Fixture.VAL_AUC, 0.95));
        SweepSummary summary = queries.sweep("s");

        assertThat(summary.trials())
                .isEqualTo(Map.of(TrialState.COMPLETED, 5, TrialState.FAILED, 1, TrialState.PRUNED, 1));
        assertThat(queries.bestValues().get(summary.id())).isEqualTo(0.8);
        assertThat(summary.reachable()).isEqualTo(Map.of(Fixture.VAL_AUC, 0.95));
        assertThat(summary.parameters()).containsExactly("training.lr", "dnn.hidden_units");
    }

    @Test
    void theLatestSweepIsTheOneThatWasActiveLast() {
        assertThatThrownBy(queries::latestSweep).hasMessage("there is no sweep yet");
        OpenSweep first = log.open(definition("first", "a"));
        clock.move(Duration.ofSeconds(1));
        log.open(definition("second", "a"));
        assertThat(queries.latestSweep().name()).isEqualTo("second");
        clock.move(Duration.ofSeconds(1));
        take(log, first, planned(0, 0.1));
        assertThat(queries.latestSweep().name()).isEqualTo("first");
    }

    /// Attempt 1 trained epochs 1, 2, 3; attempt 2 went on after epoch 1 and trained 2. Epoch 3 does not stand.
    @Test
    void aLaterAttemptsEpochsStand() {
        OpenSweep sweep = log.open(definition("s", "a"));
        RunningTrial first = take(log, sweep, planned(0, 0.1));
        log.recordEpoch(first, epoch(1, 0.51));
        log.recordEpoch(first, epoch(2, 0.52));
        log.recordEpoch(first, epoch(3, 0.53));
        log.release(first);
        RunningTrial second = take(log, sweep, planned(0, 0.1));
        log.recordEpoch(second, epoch(2, 0.62));

        TrialDetails details = queries.trial(queries.sweep("s"), 0);
        assertThat(details.attempt()).isEqualTo(2);
        assertThat(details.epochs()).extracting(EpochReport::epoch).containsExactly(1, 2);
        assertThat(details.epochs().get(1).metrics()).containsEntry(Fixture.VAL_AUC, 0.62);
        assertThat(Fixture.rows(database, "SELECT epoch, value FROM learning_curve WHERE split = 'val' ORDER BY epoch"))
                .containsExactly("1|0.51", "2|0.62");
    }

    @Test
    void curvesAreOfTheEpochsThatStand() {
        OpenSweep sweep = log.open(definition("s", "a"));
        RunningTrial first = take(log, sweep, planned(0, 0.1));
        log.recordEpoch(first, epoch(1, 0.51));
        log.recordEpoch(first, epoch(2, 0.52));
        log.recordEpoch(first, epoch(3, 0.53));
        log.release(first);
        log.recordEpoch(take(log, sweep, planned(0, 0.1)), epoch(2, 0.62));
        RunningTrial other = take(log, sweep, planned(1, 0.2));
        log.recordEpoch(other, epoch(1, Double.NaN));
        log.recordEpoch(other, new EpochReport(2, 0.001, 1, 1, Map.of()));
        log.recordEpoch(take(log, sweep, planned(2, 0.3)), epoch(1, 0.7));
        take(log, sweep, planned(3, 0.4));

        assertThat(queries.curves(queries.sweep("s"), Fixture.VAL_AUC, List.of(0L, 1L, 3L, 9L)))
                .isEqualTo(Map.of(
                        0L,
                        List.of(Optional.of(0.51), Optional.of(0.62)),
                        1L,
                        List.of(Optional.of(Double.NaN), Optional.empty())));
    }

    @Test
    void notANumberComesBackAsNotANumber() {
        OpenSweep sweep = log.open(definition("s", "a"));
        RunningTrial trial = take(log, sweep, planned(0, 0.1));
        log.recordEpoch(trial, epoch(1, Double.NaN));
        log.finish(trial, completed(Double.POSITIVE_INFINITY));

        TrialDetails details = queries.trial(queries.sweep("s"), 0);
        assertThat(details.epochs().getFirst().metrics().get(Fixture.VAL_AUC)).isNaN();
        assertThat(details.trial().metric(Fixture.VAL_AUC)).contains(Double.POSITIVE_INFINITY);
        assertThat(details.trial().rank()).isEmpty();
    }

    private OpenSweep someTrials(SweepDefinition definition) {
        OpenSweep sweep = log.open(definition);
        log.finish(take(log, sweep, planned(0, 0.1)), completed(0.6));
        log.finish(take(log, sweep, planned(1, 0.2)), completed(0.8));
        log.finish(take(log, sweep, planned(2, 0.3)), completed(0.8));
        log.finish(take(log, sweep, planned(3, 0.4)), new Outcome.Failed(StopReason.ERROR, "no", Map.of()));
        log.finish(take(log, sweep, planned(4, 0.5)), completed(Double.NaN));
        log.finish(
                take(log, sweep, planned(5, 0.6)),
                new Outcome.Completed(StopReason.LAST_EPOCH, 1, 1, Map.of(), Map.of(), List.of(), Map.of()));
        log.finish(take(log, sweep, planned(6, 0.7)), new Outcome.Pruned(1, 1, Map.of(Fixture.VAL_AUC, 0.9), Map.of()));
        return sweep;
    }

    private static org.assertj.core.groups.Tuple pair(long number, int rank) {
        return org.assertj.core.api.Assertions.tuple(number, rank);
    }
}
