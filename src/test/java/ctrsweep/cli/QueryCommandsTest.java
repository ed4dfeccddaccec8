package ctrsweep.cli;

import ctrsweep.store.Database;
import ctrsweep.store.Fixture;
import ctrsweep.store.SqliteSweepLog;
import ctrsweep.sweep.OpenSweep;
import ctrsweep.sweep.Outcome;
import ctrsweep.sweep.RunningTrial;
import ctrsweep.sweep.StopReason;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QueryCommandsTest {
    @TempDir
    Path folder;

    private final Fixture.Hands clock = new Fixture.Hands();
    private Path file;

    /// Trials 0 .71, 1 .75, 2 .75 (a tie with 1), 3 failed, 4 NaN, 5 running; two seconds each.
    @BeforeEach
    void sweeps() {
        file = folder.resolve("sweeps.db");
        try (Database database = Database.openForWriting(file)) {
            SqliteSweepLog log = Fixture.log(database, "here:1:0", clock);
            OpenSweep sweep = log.open(Fixture.definition("first", "a"));
            log.recordReference(sweep, Map.of(Fixture.VAL_AUC, 0.83, Fixture.TEST_AUC, 0.82));
            finish(log, sweep, 0, 0.001, Fixture.completed(0.71));
            finish(log, sweep, 1, 0.01, Fixture.completed(0.75));
            finish(log, sweep, 2, 0.1, Fixture.completed(0.75));
            finish(log, sweep, 3, 10, new Outcome.Failed(StopReason.NAN, "epoch 2, step 7: loss is NaN", Map.of()));
            finish(log, sweep, 4, 1, Fixture.completed(Double.NaN));
            log.recordEpoch(Fixture.take(log, sweep, Fixture.planned(5, 0.5)), Fixture.epoch(1, 0.5));
            clock.move(Duration.ofMinutes(1));
            OpenSweep other = log.open(Fixture.definition("second", "b"));
            Fixture.take(log, other, Fixture.planned(0, 0.1));
        }
    }

    private void finish(SqliteSweepLog log, OpenSweep sweep, long number, double lr, Outcome outcome) {
        RunningTrial trial = Fixture.take(log, sweep, Fixture.planned(number, lr));
        log.recordEpoch(trial, Fixture.epoch(1, 0.6));
        log.recordEpoch(trial, Fixture.epoch(2, 0.7));
        clock.move(Duration.ofSeconds(2));
        log.finish(trial, outcome);
    }

    @Test
    void look() {
        for (String line : List.of(
                "list",
                "show first",
                "show first 1",
                "show first 3",
                "best first",
                "best first -n 1",
                "best",
                "trials first",
                "trials first --sort -val.auc --columns trial,val.auc,error",
                "trials first --format md",
                "trials first --format json",
                "trials first --format csv",
                "leaderboard first -n 2",
                "leaderboard first --no-timings --format csv",
                "show firs",
                "show first 9",
                "trials first --sort auc",
                "trials first --columns val.au",
                "trials",
                "trals",
                "",
                "--help",
                "trials --help",
                "--version",
                "leaderboard first -n 0",
                "list --format xml",
                "list --db /tmp/nope/x.db",
                "list --db /tmp")) {
            Cli cli = Cli.launch(file, line.isEmpty() ? new String[0] : line.split(" "));
            System.out.println("$ sweep " + line + "   -> " + cli.code() + "\n" + cli.out() + "--- err\n" + cli.err());
        }
        System.out.println(Cli.launch(file, 40, "trials", "first").out());
    }
}
