package ctrsweep.store;

import static org.assertj.core.api.Assertions.assertThat;

import ctrsweep.metric.Metric;
import ctrsweep.space.ConditionException;
import ctrsweep.sweep.OpenSweep;
import ctrsweep.sweep.RunningTrial;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrialFilterTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Singapore");
    private static final SweepColumns KNOWN = new SweepColumns(
            Set.of(Metric.of("val.auc"), Metric.of("test.auc"), Metric.of("train.loss")),
            Set.of("training.lr", "dnn.hidden_units", "optimizer.name"));

    private static final List<String> NAMES = List.of(
            "value",
            "trial",
            "state",
            "stop_reason",
            "seconds",
            "owner",
            "ended",
            "provenance.x",
            "val.auc",
            "training.lr",
            "params.dnn.hidden_units",
            "optimizer.name",
            "config.model_name",
            "config.dnn.dropout",
            "nothing",
            "config.x");
    private static final List<String> COMPARISONS =
            List.of("= %s", "!= %s", "< %s", "in (%s)", "not in (%s, 1)", "like %s", "not like %s", "is null");
    private static final List<String> LITERALS = List.of(
            "0",
            "-1e300",
            "99999999999999999999",
            "1e999",
            "true",
            "[]",
            "[1, a]",
            "''",
            "'\0'",
            "nan",
            "inf",
            "completed",
            "error",
            "999999d",
            "9999-12-31",
            "0000-01-01",
            "2026-11-21T10:00+18:00",
            "val.auc",
            "config.dnn.dropout",
            "params.x",
            "created",
            "provenance.",
            "params.");

    @TempDir
    static Path folder;

    private static Database database;

    /// All began at 2026-01-02T03:04:05Z. Trial 0 was completed at once with .7, trial 1 after 90 minutes with NaN,
    /// trial 2 runs.
    @BeforeAll
    static void threeTrials() {
        database = Fixture.database(folder);
        Fixture.Hands clock = new Fixture.Hands();
        DatabaseSweepLog log = Fixture.log(database, "here:1:0", clock);
        OpenSweep sweep = log.open(Fixture.definition("s", "a"));
        RunningTrial good = Fixture.take(log, sweep, Fixture.planned(0, 0.01));
        RunningTrial bad = Fixture.take(log, sweep, Fixture.planned(1, 0.02));
        Fixture.take(log, sweep, Fixture.planned(2, 0.03));
        log.finish(good, Fixture.completed(0.7));
        clock.move(Duration.ofMinutes(90));
        log.finish(bad, Fixture.completed(Double.NaN));
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            params.training.lr < 0.025 and val.auc >= 0.7     | 0
            training.lr >= .02                                | 1 2
            training.lr = 1e-2                                | 0
            dnn.hidden_units = [64, 32]                       | 0 1 2
            dnn.hidden_units in ([64], [64, 32])              | 0 1 2
            dnn.hidden_units != [32, 64]                      | 0 1 2
            config.training.lr in (0.01, 0.03)                | 0 2
            config.model_name = deepfm and config.seed = 42   | 0 1 2
            config.model_name like 'DEEP%'                    | 0 1 2
            state = completed                                 | 0 1
            not state = completed                             | 2
            stop_reason != error                              | 0 1
            attempt = 1 and trial in (1, 2)                   | 1 2
            seconds <= 1m                                     | 0 2
            seconds = 1h30m                                   | 1
            created = 2026-01-02                              | 0 1 2
            created = 2026-01-02T11:04                        | 0 1 2
            created > 2026-01-02T11:04                        | ``
            created = 2026-01-02T11:04:05                     | 0 1 2
            created = 2026-01-02T03:04:05Z                    | 0 1 2
            created = '2026-01-02 05:04:05.000+02:00'         | 0 1 2
            created < 2026-01-02                              | ``
            ended is null                                     | 2
            provenance.device = cpu                           | 0 1
            owner like here:%                                 | 2
            test.auc < val.auc                                | 0
            objective > 0.5                                   | 0
            """)
    void findsTrials(String condition, String numbers) {
        assertThat(String.join(" ", found(condition.replace("here:%", "'here:%'"))))
                .isEqualTo(numbers);
    }

    /// Trial 1 has NaN, trial 2 nothing at all: a comparison of either is false, what denies it true.
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            val.auc < 0.9           | 0
            val.auc >= 0.9          | ``
            not (val.auc < 0.9)     | 1 2
            not (val.auc >= 0.9)    | 0 1 2
            val.auc != 0.9          | 0
            val.auc not in (0.9)    | 0
            not val.auc in (0.9)    | 0 1 2
            val.auc is null         | 1 2
            val.auc is not null     | 0
            val.auc = nan           | 1
            val.auc != nan          | 0
            not val.auc = nan       | 0 2
            val.auc < inf           | 0
            val.auc > -inf          | 0
            val.auc = val.auc       | 0
            not (val.auc = val.auc) | 1 2
            """)
    void whatIsMissingComparesFalse(String condition, String numbers) {
        assertThat(String.join(" ", found(condition))).isEqualTo(numbers);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "error = '''; DROP TABLE trial; --'",
                "error = \"x' OR 1 = 1 --\"",
                "error like '%'' OR ''1'' = ''1'",
                "optimizer.name = \"\"\"}') OR 1 = 1 --\"",
                "provenance.device--:where1 = x",
                "provenance.x:trial = 'a:where2'",
                "error in ('a', ':where1', '\0', '🎉', '\ud83c', '\u202e')",
                "old.key-- = ') OR (1 = 1'",
            })
    void whatPeopleWriteIsNeverSql(String condition) {
        SweepColumns known = new SweepColumns(KNOWN.metrics(), Set.of("old.key--", "optimizer.name"));
        TrialSql filter = TrialSql.of(condition, known, ZONE, Dialect.SQLITE);
        assertThat(filter.sql()).matches("[A-Za-z_0-9 .,()=:']*").doesNotContain("DROP", "--", "''");
        assertThat(found(filter)).isEmpty();
        assertThat(Fixture.rows(database, "SELECT count(*) FROM trial")).containsExactly("3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"val.auc > 2 or ", "not ended = 2026-11-21 and ", "config.training.lr != -9 and "})
    void theLongestConditionRuns(String part) {
        String condition = part.repeat((9_980 - part.length()) / part.length()) + "trial = 0";
        assertThat(found(condition)).containsExactly("0");
        assertThat(found("trial in (0" + ", 7".repeat(3_300) + ")")).containsExactly("0");
        assertThat(found("(not ".repeat(50) + "trial = 0" + ")".repeat(50))).containsExactly("0");
    }

    @Test
    void everyNameTakesOrRefusesWhateverItIsComparedWith() {
        int taken = 0;
        for (String name : NAMES) {
            for (String comparison : COMPARISONS) {
                for (String literal : LITERALS) {
                    taken += isTaken(name + " " + comparison.formatted(literal)) ? 1 : 0;
                }
            }
        }
        assertThat(taken).isGreaterThan(800);
    }

    private static boolean isTaken(String condition) {
        try {
            assertThat(found(condition)).as(condition).hasSizeLessThan(4);
            return true;
        } catch (ConditionException refused) {
            assertThat(refused.getMessage()).as(condition).isNotBlank().doesNotContain("\n");
            return false;
        }
    }

    @Test
    void allIsEveryTrial() {
        assertThat(found(TrialSql.ALL)).containsExactly("0", "1", "2");
        assertThat(TrialSql.ALL.binds()).isEqualTo(Map.of());
    }

    private static List<String> found(String condition) {
        return found(TrialSql.of(condition, KNOWN, ZONE, Dialect.SQLITE));
    }

    private static List<String> found(TrialSql filter) {
        return database.use(handle -> handle.select("""
                        SELECT trial.number FROM trial JOIN sweep ON sweep.id = trial.sweep_id
                         WHERE sweep.name = :name AND %s ORDER BY trial.number""".formatted(filter.sql()))
                .bind("name", "s")
                .bindMap(filter.binds())
                .mapTo(String.class)
                .list());
    }
}
