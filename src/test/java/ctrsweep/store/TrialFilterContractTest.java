package ctrsweep.store;

import static org.assertj.core.api.Assertions.assertThat;

import ctrsweep.space.Condition;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// SQL against the letter, on random conditions and trials.
class TrialFilterContractTest {
    /// Clocks were put forward on 2026-03-29, which had 23 hours.
    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

    private static final List<String> NUMBERS = List.of(
            "trial",
            "attempt",
            "epochs",
            "best_epoch",
            "seed",
            "objective",
            "value",
            "seconds",
            "val.auc",
            "val.logloss",
            "train.loss",
            "val.hr@10");
    private static final List<String> TIMES = List.of("created", "started", "ended", "updated");
    private static final List<String> TEXTS = List.of("error", "config_hash", "owner", "provenance.host");
    private static final List<String> REALS = List.of("training.lr", "params.training.lr", "config.training.lr");

    private final SplittableRandom random = new SplittableRandom(11);

    @TempDir
    Path folder;

    @Test
    void findsWhatEachTrialByItselfSatisfies() {
        findsWhatEachTrialByItselfSatisfies(Fixture.database(folder));
    }

    @Test
    void findsTheSameInPostgresql() {
        findsWhatEachTrialByItselfSatisfies(PostgresServer.openForWriting(PostgresServer.schema()));
    }

    private void findsWhatEachTrialByItselfSatisfies(Database opened) {
        try (Database database = opened) {
            List<Map<String, Object>> trials =
                    database.transact(handle -> new MadeUpTrials(random.split()).write(handle, 80));
            int some = 0;
            for (int i = 0; i < 2_000; i++) {
                String text = condition(3);
                Condition condition = Condition.parse(text);
                List<Long> expected = new ArrayList<>();
                for (int trial = 0; trial < trials.size(); trial++) {
                    if (new NaiveFilter(trials.get(trial), ZONE).holds(condition)) {
                        expected.add((long) trial);
                    }
                }
                assertThat(found(database, text)).as(text).isEqualTo(expected);
                some += expected.isEmpty() || expected.size() == trials.size() ? 0 : 1;
            }
            assertThat(some).isGreaterThan(1_000);
        }
    }

    private static List<Long> found(Database database, String condition) {
        TrialSql filter = TrialSql.of(condition, MadeUpTrials.KNOWN, ZONE, database.dialect());
        return database.use(
                handle -> handle.select("SELECT trial.number FROM trial WHERE " + filter.sql() + " ORDER BY 1")
                        .bindMap(filter.binds())
                        .mapTo(Long.class)
                        .list());
    }

    private String condition(int depth) {
        return switch (random.nextInt(depth == 0 ? 1 : 4)) {
            case 0 -> comparison();
            case 1 -> "not (" + condition(depth - 1) + ")";
            case 2 -> "(" + condition(depth - 1) + ") and " + condition(depth - 1);
            default -> "(" + condition(depth - 1) + " or " + condition(depth - 1) + ")";
        };
    }

    private String comparison() {
        return switch (random.nextInt(15)) {
            case 0 -> compared(NUMBERS, "0.5", "0.7", "1", "2", "-1", "100", "inf", "-inf", "'inf'");
            case 1 -> compared(List.of("seconds"), "1h30m", "1m", "59.5", "59s");
            case 2 -> one("val.auc", "val.logloss") + one(" = ", " != ") + "nan";
            case 3 -> compared(TIMES, "2026-03-29", "2026-03-28", "2026-03-29T10:00", "'2026-03-29 10:00'");
            case 4 -> compared(TEXTS, "'a'", "'B'", "'Out of memory'", "here:1:0", "h7", "''", "error");
            case 5 -> one("state = completed", "state != failed", "stop_reason = error", "stop_reason != nan");
            case 6 -> compared(REALS, "0.01", "1e-2", "0.7", "1", "0");
            case 7 -> one("optimizer.name", "params.optimizer.name") + one(" = ", " != ", " < ") + one("adam", "'sgd'");
            case 8 ->
                one("dnn.hidden_units", "params.dnn.hidden_units") + one(" = ", " != ") + one("[64, 32]", "[64]", "[]");
            case 9 ->
                compared(List.of("old.flag"), "1", "1.0", "0", "'it''s'", "it")
                        .replace("old.flag", one("old.flag", "params.old.flag"));
            case 10 ->
                one("old.flag", "dnn.dropout", "config.dnn.dropout")
                        + one(" = 0.7", " != 0.7", " = [1]", " != 1").replace("[1]", "[0.1, 0.2]");
            case 11 ->
                one(one(NUMBERS), one(REALS), one(TIMES), one(TEXTS), "stop_reason", "old.flag", "dnn.hidden_units")
                        + one(" is null", " is not null");
            case 12 ->
                one(
                        "val.auc in (0.7, nan, -inf)",
                        "val.auc not in (0.7, inf)",
                        "val.auc not in (nan)",
                        "trial not in (1, 2, 3)",
                        "state in (running, failed)",
                        "created in (2026-03-28, 2026-03-30)",
                        "created not in (2026-03-28)",
                        "old.flag in (1, true, 'it''s')",
                        "old.flag not in (true, [1])",
                        "training.lr not in (1e-2)",
                        "provenance.host not in (a)");
            case 13 ->
                one(one(TEXTS), "state", "optimizer.name", "old.flag", "config.model_name")
                        + one(" like ", " not like ")
                        + one("'%e%'", "'A'", "'_t''s%'", "'%_'", "'out OF%'", "''");
            default -> named();
        };
    }

    private String named() {
        return one("val.auc", "train.loss", "objective", "seed", "seconds")
                + relation()
                + one("val.logloss", "val.hr@10", "trial", "training.lr", "config.training.lr", "params.dnn.dropout")
                + one(
                        "",
                        " or created" + relation() + "started",
                        " or optimizer.name" + one(" = ", " < ") + "config.model_name",
                        " or old.flag" + relation() + "dnn.dropout",
                        " or error" + relation() + "provenance.host",
                        " or training.lr" + relation() + "config.training.lr");
    }

    private String compared(List<String> names, String... literals) {
        String name = one(names);
        String literal = one(literals);
        return name + relation() + literal;
    }

    private String relation() {
        return one(" = ", " != ", " < ", " <= ", " > ", " >= ");
    }

    private String one(String... of) {
        return of[random.nextInt(of.length)];
    }

    private String one(List<String> of) {
        return of.get(random.nextInt(of.size()));
    }
}
