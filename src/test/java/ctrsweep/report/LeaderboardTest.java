package ctrsweep.report;

import static org.assertj.core.api.Assertions.assertThat;

import ctrsweep.metric.Metric;
import ctrsweep.space.Assignment;
import ctrsweep.space.Value;
import ctrsweep.sweep.StopReason;
import ctrsweep.sweep.Trial;
import ctrsweep.sweep.TrialState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LeaderboardTest {
    private static final Metric OBJECTIVE = Metric.of("val.logloss");

    @Test
    void columnsStandInTheirFixedOrder() {
        Trial trial = trial(
                Map.of("training.lr", new Value.Real(0.1)),
                Map.of(
                        Metric.of("val.hr@10"),
                        0.1,
                        Metric.of("val.hr@5"),
                        0.2,
                        Metric.of("val.auc"),
                        0.3,
                        OBJECTIVE,
                        0.4,
                        Metric.of("test.logloss"),
                        0.5));
        Leaderboard board = Leaderboard.ofTrials(List.of(OBJECTIVE), List.of("training.lr"), List.of(trial));

        assertThat(TableFormat.CSV.write(board.table(), 0)).isEqualTo("""
                rank,trial,state,val.logloss,best_epoch,epochs,stop_reason,val.auc,val.hr@5,val.hr@10,test.logloss,training.lr,seconds,seed,config_hash
                1,0,completed,0.4,2,3,last_epoch,0.3,0.2,0.1,0.5,0.1,1.5,42,abc
                """);
    }

    @Test
    void parametersOfEarlierRevisionsFollowThoseOfTheSpec() {
        Trial trial = trial(Map.of("dnn.dropout", new Value.Real(0.1)), Map.of());
        Leaderboard board = Leaderboard.ofTrials(List.of(OBJECTIVE), List.of("training.lr"), List.of(trial));

        assertThat(board.table().names()).containsSubsequence("training.lr", "dnn.dropout", "seconds");
    }

    @Test
    void aSeedThatVariesHasOneColumn() {
        Trial trial = trial(Map.of("seed", new Value.Int(42)), Map.of());
        Leaderboard board = Leaderboard.ofTrials(List.of(OBJECTIVE), List.of("seed"), List.of(trial));

        assertThat(board.table().names()).containsOnlyOnce("seed");
    }

    @Test
    void aParameterMayBeCalledAsAnotherColumnIs() {
        Trial trial = trial(
                Map.of("epochs", new Value.Int(9), "n", new Value.Int(7), "val.auc", new Value.Int(5)),
                Map.of(Metric.of("val.auc"), 0.5, OBJECTIVE, 0.25));
        Leaderboard board = Leaderboard.ofTrials(List.of(OBJECTIVE), List.of("epochs", "n", "val.auc"), List.of(trial));

        assertThat(TableFormat.CSV.write(board.table().select(board.mainColumns()), 0))
                .isEqualTo("""
                rank,trial,val.logloss,parameter epochs,n,parameter val.auc,best_epoch,epochs,stop_reason,seconds
                1,0,0.25,9,7,5,2,3,last_epoch,1.5
                """);
        assertThat(Leaderboard.ofPoints(List.of(OBJECTIVE), List.of("n"), List.of(trial))
                        .table()
                        .names())
                .contains("n", "parameter n");
    }

    private static Trial trial(Map<String, Value> assignment, Map<Metric, Double> metrics) {
        return new Trial(
                0,
                Optional.of(1),
                TrialState.COMPLETED,
                new Assignment(assignment),
                3,
                Optional.of(2),
                metrics,
                Optional.of(StopReason.LAST_EPOCH),
                1.5,
                42,
                "abc",
                "point",
                Optional.empty(),
                1);
    }
}
