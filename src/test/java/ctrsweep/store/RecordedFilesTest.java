package ctrsweep.store;

import static org.assertj.core.api.Assertions.assertThat;

import ctrsweep.sweep.OpenSweep;
import ctrsweep.sweep.Outcome;
import ctrsweep.sweep.Point;
import ctrsweep.sweep.RunningTrial;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordedFilesTest {
    @TempDir
    Path folder;

    /// Trial 0 .7, trial 1 .8, each with weights, and trial 2 running, with a file that it can have in a damaged
    /// database only.
    @Test
    void filesOfARunningTrialAreNotRemoved() {
        try (Database database = Fixture.database(folder)) {
            DatabaseSweepLog log = Fixture.log(database, "here:1:0", new Fixture.Hands());
            OpenSweep sweep = log.open(Fixture.definition("s", "s"));
            for (int number = 0; number < 3; number++) {
                RunningTrial trial = Fixture.take(log, sweep, Fixture.planned(number, 0.1 + number));
                log.recordEpoch(trial, Fixture.epoch(1, 0.7));
                if (number < 2) {
                    log.finish(trial, Fixture.completed(0.7 + number / 10.0));
                }
            }
            database.use(handle ->
                    handle.execute("INSERT INTO artifact SELECT id, 'weights', 'trial-' || number, 3, 'a' FROM trial"));
            RecordedFiles files = new RecordedFiles(database, "s");
            Outcome.Artifact archive = new Outcome.Artifact("torchscript", "model.pt", 5, "b");
            assertThat(files.add(0, archive)).as("not the best").isFalse();
            assertThat(files.add(1, archive)).isTrue();

            List<String> deleted = new ArrayList<>();
            files.remove(
                    (best, file) -> best.stream().map(Point::numbers).toList().equals(List.of("1")),
                    file -> deleted.add(file.artifact().path()));
            assertThat(deleted).containsExactly("trial-0", "model.pt", "trial-1");
            assertThat(Fixture.rows(database, "SELECT path FROM artifact")).containsExactly("trial-2");
        }
    }
}
