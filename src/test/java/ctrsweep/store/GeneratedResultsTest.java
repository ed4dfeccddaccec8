package ctrsweep.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GeneratedResultsTest {
    @TempDir
    Path folder;

    /// What benchmarks measure is a database as launches make it.
    @Test
    void aFilledDatabaseIsSoundAndHasDistinctTrials() {
        Path file = folder.resolve("sweeps.db");
        new GeneratedResults("generated", 2).fill(file, 2_500);
        try (Database database = Database.openForReading(file)) {
            assertThat(Upkeep.check(database)).isEmpty();
            assertThat(Fixture.rows(database, """
                    SELECT count(*), count(DISTINCT number), count(DISTINCT point_hash), max(number),
                           count(DISTINCT best_value) > 2400,
                           (SELECT count(*) FROM epoch_metric), (SELECT count(*) FROM trial_param)
                      FROM trial""")).containsExactly("2500|2500|2500|2499|1|15000|12500");
            DatabaseResults queries = new DatabaseResults(database);
            assertThat(queries.trials(queries.sweep("generated")))
                    .hasSize(2_500)
                    .allSatisfy(
                            trial -> assertThat(trial.metric(Fixture.VAL_AUC)).isPresent());
        }
    }
}
