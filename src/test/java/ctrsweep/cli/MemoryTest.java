package ctrsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Engines keep memory that the collector does not see: whatever a trial leaves behind adds up over a sweep.
class MemoryTest {
    private static final int EARLY = 5;
    private static final int LATE = 30;

    @TempDir
    Path folder;

    /// With so many rows and users, a trial's arrays take several megabytes: twenty-five trials' would show.
    ///
    /// Two trials more than are looked at: with two at a time, the last begins when thirty have ended, and is
    /// under way when they are looked at.
    @Test
    void thirtyTrialsHoldNoMoreMemoryThanFive() throws Exception {
        SmallSweep sweep = SmallSweep.in(folder);
        Path spec = sweep.spec(60_000, "{metric: val.auc}", """
                overrides:
                  data.generated.users: 5000
                  training.num_epochs: 2
                  training.batch_size: 2048
                  feature.fm_embed_dim: 16
                  dnn.hidden_units: [64, 32]
                method: grid
                parameters: {seed: {min: 1, max: %d}}
                """.formatted(LATE + 2));
        try (Child child = Child.start(
                folder, "launch", spec.toString(), "--db", sweep.database().toString(), "--workers", "2")) {
            long early = child.residentAfter(EARLY);
            long late = child.residentAfter(LATE);
            System.out.printf(
                    "resident after trial %d: %,d KiB, after trial %d: %,d KiB, ratio %.3f%n",
                    EARLY, early, LATE, late, (double) late / early);

            assertThat(late).isLessThanOrEqualTo(early * 12 / 10);
            assertThat(child.exitCode()).isZero();
        }
    }
}
