package ctrsweep.store;

import static org.assertj.core.api.Assertions.assertThat;

import ctrsweep.sweep.OpenSweep;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingColumnTest {
    @TempDir
    Path folder;

    /// A revision from before version 2 has no base, its trials complete configs; and what was no setting yet when a
    /// config was written has its default.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"seed":1,"training":{"lr":0.2}} | {}                       | 0.2
            {"seed":1,"training":{"lr":0.2}} | {"training":{"lr":0.4}}  | 0.4
            {}                               | {"training":{"lr":0.4}}  | 0.4
            {"seed":1}                       | {"seed":2}               | 0.001
            """)
    void isWhatTheTrialChangesElseTheBaseElseTheDefault(String base, String config, double lr) {
        try (Database database = oneTrial(base, config)) {
            assertThat(matches(database, "config.training.lr = " + lr)).isTrue();
            assertThat(matches(database, "config.training.lr != " + lr)).isFalse();
            assertThat(matches(database, "config.training.lr is null")).isFalse();
        }
    }

    @Test
    void knowsListsAndNumbersApart() {
        String base = "{\"dnn\":{\"dropout\":[0.1,0.2]},\"training\":{\"batch_size\":512}}";
        try (Database database = oneTrial(base, "{}")) {
            assertThat(matches(database, "config.dnn.dropout = [.1, .2]")).isTrue();
            assertThat(matches(database, "config.dnn.dropout > 0")).isFalse();
            assertThat(matches(database, "config.dnn.dropout != 0")).isTrue();
            assertThat(matches(database, "config.dnn.dropout < config.training.batch_size"))
                    .isFalse();
            assertThat(matches(database, "config.training.batch_size >= 511.5")).isTrue();
        }
    }

    /// 2^53 + 1 is the first whole number that no real one equals.
    @Test
    void findsNumbersThatAreRounded() {
        try (Database database = oneTrial("{\"seed\":9007199254740993}", "{}")) {
            database.transact(handle -> handle.execute(
                    "UPDATE trial_param SET path = 'seed', value = '9007199254740993', number = 9007199254740993"
                            + " WHERE path = 'training.lr'"));
            assertThat(matches(database, "config.seed = 9007199254740993")).isTrue();
            assertThat(matches(database, "params.seed = 9007199254740993")).isTrue();
            assertThat(matches(database, "params.seed = config.seed")).isTrue();
            assertThat(matches(database, "params.seed < 9007199254740000")).isFalse();
        }
    }

    private Database oneTrial(String base, String config) {
        Database database = Fixture.database(folder);
        DatabaseSweepLog log = Fixture.log(database, "here:1:0", new Fixture.Hands());
        OpenSweep sweep = log.open(Fixture.definition("s", "a"));
        Fixture.take(log, sweep, Fixture.planned(0, 0.01));
        database.transact(handle -> handle.execute("UPDATE sweep_revision SET base = ?", base)
                + handle.execute("UPDATE trial SET config = ?", config));
        return database;
    }

    private static boolean matches(Database database, String condition) {
        TrialSql filter =
                TrialSql.of(condition, new SweepColumns(Set.of(), Set.of("seed")), ZoneOffset.UTC, Dialect.SQLITE);
        return database.use(handle -> handle.select("SELECT count(*) FROM trial WHERE " + filter.sql())
                .bindMap(filter.binds())
                .mapTo(Boolean.class)
                .one());
    }
}
