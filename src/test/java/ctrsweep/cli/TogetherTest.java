package ctrsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Several processes launch one sweep.
class TogetherTest {
    @TempDir
    Path folder;

    private SmallSweep sweep = SmallSweep.in(Path.of(""));

    @BeforeEach
    void sweep() {
        sweep = SmallSweep.in(folder);
    }

    @Test
    void fourProcessesOnAnEmptyDatabaseRunEachPointOnce() throws Exception {
        assertEachPointIsRunOnceBy(4);
    }

    /// Sixteen virtual machines, each with its engine, take two cores a minute or more.
    @Test
    @Tag("kill")
    void sixteenProcessesOnAnEmptyDatabaseRunEachPointOnce() throws Exception {
        assertEachPointIsRunOnceBy(16);
    }

    private void assertEachPointIsRunOnceBy(int processes) throws Exception {
        Path spec = sweep.spec(1_000, "{metric: val.auc}", """
                overrides: {training.num_epochs: 1}
                method: grid
                parameters:
                  training.lr: {min: 0.001, max: 0.02, step: 0.001}
                  dnn.hidden_units: {values: [[8], [8, 4]]}
                """);
        List<Child> children = new ArrayList<>();
        try {
            for (int number = 0; number < processes; number++) {
                children.add(launch(spec, "-Xmx256m"));
            }
            for (Child child : children) {
                assertThat(child.exitCode())
                        .as(String.join("\n", child.lines()))
                        .isZero();
            }
        } finally {
            children.forEach(Child::close);
        }
        assertThat(sweep.ask("""
                SELECT count(*), count(DISTINCT config_hash), count(DISTINCT number), min(attempt), max(attempt),
                       min(state), max(state), count(DISTINCT owner)
                  FROM trial""")).containsExactly(List.of("40", "40", "40", "1", "1", "completed", "completed", "0"));
        assertThat(sweep.ask("SELECT count(*) FROM epoch")).containsExactly(List.of("40"));
        assertThat(sweep.ask("PRAGMA integrity_check")).containsExactly(List.of("ok"));
        assertThat(Remains.files(folder.resolve("outputs"), ".bin")).isEmpty();
    }

    /// A process that is stopped is alive, so only the lease tells that it does nothing.
    @Test
    void aProcessThatWasStoppedPastItsLeaseFindsItsTrialTakenAndChangesNothing() throws Exception {
        Path spec = sweep.spec(20_000, "{metric: val.auc}", """
                overrides: {training.num_epochs: 6}
                method: grid
                parameters:
                  training.lr: {values: [1.0e-3, 1.0e-2]}
                """);
        try (Child stopped = launch(spec, "-Dctrsweep.lease=2")) {
            assertThat(stopped.says(2, Witness::isEpoch)).isTrue();
            stop(stopped);
            List<String> before = stopped.saidSoFar();
            try (Child other = launch(spec, "-Dctrsweep.lease=2")) {
                assertThat(other.exitCode())
                        .as(String.join("\n", other.lines()))
                        .isZero();
                assertThat(other.lines()).anyMatch(line -> line.matches("trial 0 goes on after epoch [2-5]"));
            }
            List<String> finished = dump();
            assertThat(stopped.saidSoFar()).isEqualTo(before);
            stopped.signal("CONT");
            assertThat(stopped.exitCode()).isZero();
            assertThat(stopped.lines())
                    .contains("trial 0 was taken over by another process")
                    .last()
                    .isEqualTo("none of 2 trials run; 2 had ended before");
            assertThat(dump()).isEqualTo(finished);
        }
        assertThat(sweep.ask("SELECT number, attempt, state FROM trial ORDER BY number"))
                .containsExactly(List.of("0", "2", "completed"), List.of("1", "1", "completed"));
    }

    private Child launch(Path spec, String option) throws Exception {
        String database = sweep.database().toString();
        return Child.start(
                folder, List.of("-Xmx256m", option), "launch", spec.toString(), "--db", database, "--workers", "1");
    }

    /// Stopped in the middle of a write it would hold the database's lock, and everybody would wait for it. Its
    /// threads stop one after the other, a little after the signal.
    private void stop(Child child) throws Exception {
        child.signal("STOP");
        Thread.sleep(200);
        while (!Sql.isFree(sweep.database())) {
            child.signal("CONT");
            Thread.sleep(5);
            child.signal("STOP");
            Thread.sleep(200);
        }
    }

    /// Every row of every table.
    private List<String> dump() {
        return sweep.ask("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").stream()
                .map(List::getFirst)
                .flatMap(table -> Stream.concat(
                        Stream.of(table),
                        sweep.ask("SELECT * FROM " + table).stream()
                                .map(List::toString)
                                .sorted()))
                .toList();
    }
}
