package ctrsweep.store;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ctrsweep.metric.Metric;
import ctrsweep.space.ConditionException;
import java.time.ZoneId;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrialFilterErrorsTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Singapore");
    private static final SweepColumns KNOWN = new SweepColumns(
            Set.of(Metric.of("val.auc"), Metric.of("test.auc"), Metric.of("train.loss")),
            Set.of("training.lr", "dnn.hidden_units", "model_name"));

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            val.acu > 1                  | no metric val.acu; did you mean val.auc?
            val.something_else > 1       | no metric val.something_else; there are test.auc, train.loss, val.auc
            train.loss < val.loss        | no metric val.loss; there are test.auc, train.loss, val.auc
            sate = completed             | no such name: sate; did you mean state?
            traning.lr = 1               | no such name: traning.lr; did you mean training.lr?
            params.training.lrr = 1      | no parameter training.lrr; did you mean training.lr?
            params.dnn.dropout = 1       | dnn.dropout does not vary in this sweep; config.dnn.dropout is its value
            dnn.dropout = 1              | dnn.dropout does not vary in this sweep; config.dnn.dropout is its value
            config.training.lrr = 1      | config.training.lrr: no such setting; did you mean training.lr?
            config.training = 1          | config.training: is a group of settings; name one, as training.num_epochs
            state = complete             | no such state: complete; did you mean completed?
            state in (failed, broken)    | no such state: broken; there are waiting, running, completed, pruned, failed
            stop_reason = patient        | no such stop_reason: patient; did you mean patience?
            state = 3                    | state takes one of waiting, running, completed, pruned, failed, not 3
            state < failed               | state takes words, which only = and != compare
            trial = first                | trial takes a number, not first
            trial = ''                   | trial takes a number, not blank
            val.auc > high               | val.auc takes a number, inf, -inf or nan, not high
            val.auc > '0.7'              | val.auc takes a number, inf, -inf or nan, not 0.7
            val.auc > nan                | val.auc takes nan, which only = and != compare
            objective = nan              | objective takes a number, not nan
            epochs = true                | epochs takes a number, not true
            seconds > 5x                 | seconds takes seconds, or a time as 90s, 1h30m or 2d, not 5x
            created > today              | created takes a date, as 2026-11-21, 2026-11-21T10:00 or 2026-11-21T10:00:30Z, not today
            created > 2026-02-30         | created takes a date, as 2026-11-21, 2026-11-21T10:00 or 2026-11-21T10:00:30Z, not 2026-02-30
            created > 2026-02-03T04:05+99:00 | created takes a date, as 2026-11-21, 2026-11-21T10:00 or 2026-11-21T10:00:30Z, not 2026-02-03T04:05+99:00
            owner = 3                    | owner takes text, in quotes where it looks like something else, not 3
            training.lr = fast           | training.lr: must be a number, not the text fast
            training.lr = true           | training.lr: must be a number, not true
            model_name = deepfmm         | model_name: no such value: deepfmm; did you mean deepfm?
            dnn.hidden_units = 64        | dnn.hidden_units: must be a list of whole numbers, as [256, 128, 64], not 64
            dnn.hidden_units > [64]      | dnn.hidden_units takes lists, which only = and != compare
            training.lr like '1%'        | training.lr is not text; like compares text only
            val.auc = state              | val.auc and state cannot be compared by =
            dnn.hidden_units > seconds   | dnn.hidden_units and seconds cannot be compared by >
            """)
    void tellsWhatANameTakes(String condition, String message) {
        assertThatThrownBy(() -> TrialSql.of(condition, KNOWN, ZONE, Dialect.SQLITE))
                .isInstanceOf(ConditionException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "params.training.lr' = 1",
                "params.\"training.lr\" = 1",
                "val.auc; DROP TABLE trial = 1",
                "params.training.lr OR 1 = 1",
                "trial = 1 -- 2",
                "trial = 1 UNION SELECT 1",
                "trial = (SELECT 1)",
                "trial = ?1",
                "trial = trial.id",
                "sweep_id = 1",
                "id = 1",
            })
    void sqlIsNoCondition(String condition) {
        assertThatThrownBy(() -> TrialSql.of(condition, KNOWN, ZONE, Dialect.SQLITE))
                .isInstanceOf(ConditionException.class);
    }
}
