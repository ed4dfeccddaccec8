package ctrsweep.store;

import static org.assertj.core.api.Assertions.assertThat;

import ctrsweep.metric.Goal;
import ctrsweep.settings.Experiment;
import ctrsweep.sweep.OpenSweep;
import ctrsweep.sweep.SweepDefinition;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A database of a former version, whose revisions have the hashes that it gave.
class FormerHashesTest {
    @TempDir
    Path folder;

    private static SweepDefinition definition(String hash, String plan, SweepDefinition.Former former) {
        return new SweepDefinition(
                "first",
                "name: first\n",
                hash,
                plan,
                former,
                Fixture.VAL_AUC,
                Goal.MAXIMIZE,
                List.of(),
                "grid",
                42,
                List.of("training.lr"),
                1,
                Experiment.DEFAULTS);
    }

    private static SweepDefinition before(String hash, String plan) {
        return definition(hash, plan, new SweepDefinition.Former(hash, plan));
    }

    @Test
    void theSameSpecIsNoNewRevision() {
        try (Database database = Fixture.database(folder)) {
            DatabaseSweepLog log = Fixture.log(database, "here:1:0", new Fixture.Hands());
            OpenSweep old = log.open(before("old-hash", "old-plan"));
            Fixture.take(log, old, Fixture.planned(0, 0.1));
            OpenSweep again =
                    log.open(definition("new-hash", "new-plan", new SweepDefinition.Former("old-hash", "old-plan")));
            assertThat(again).isEqualTo(old);
            assertThat(Fixture.rows(database, "SELECT revision, spec_hash, plan_hash FROM sweep_revision"))
                    .containsExactly("1|new-hash|new-plan");
        }
    }

    /// A longer budget is another revision of the same plan: it goes on with the same trials.
    @Test
    void aLongerBudgetGoesOnWithTheNumbersOfBefore() {
        try (Database database = Fixture.database(folder)) {
            DatabaseSweepLog log = Fixture.log(database, "here:1:0", new Fixture.Hands());
            OpenSweep old = log.open(before("old-hash", "old-plan"));
            Fixture.take(log, old, Fixture.planned(0, 0.1));
            OpenSweep longer =
                    log.open(definition("longer", "new-plan", new SweepDefinition.Former("old-longer", "old-plan")));
            assertThat(longer.firstNumber()).isEqualTo(old.firstNumber());
            assertThat(Fixture.rows(database, "SELECT revision, spec_hash, plan_hash FROM sweep_revision ORDER BY 1"))
                    .containsExactly("1|old-hash|new-plan", "2|longer|new-plan");
        }
    }
}
