package ctrsweep.peers;

import ctrsweep.store.GeneratedResults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The database on generated results, against Optuna's SQLite storage: trials of five parameters that report five
/// epochs, each committed; then queries as whole processes. `-Dctrsweep.trials=N` sets the size of the large sweep.
@Tag("peers")
class DatabaseAgainstOptunaTest {
    private static final String SWEEP = "generated";
    private static final int RECORDED = 200;
    private static final int ROUNDS = 5;
    private static final int TRIALS = Integer.getInteger("ctrsweep.trials", 100_000);

    private final OptunaPeer optuna = new OptunaPeer(TimedProgram.python());
    private final TimedProgram sweep =
            new TimedProgram(Path.of(System.getProperty("ctrsweep.home", "")).resolve("sweep"));

    @TempDir
    Path folder;

    @Test
    void recordsTrialsAndFindsTheBest() {
        Path database = folder.resolve("small.db");
        Path theirs = folder.resolve("optuna.db");
        // The virtual machine compiles what it runs first: that time is not the database's.
        new GeneratedResults("warm-up", 5).record(folder.resolve("warm-up.db"), RECORDED);
        double recorded =
                new GeneratedResults(SWEEP, 5).record(database, RECORDED).toNanos() / 1e6 / RECORDED;
        double recordedByOptuna = optuna.millisPerTrial(theirs, RECORDED);
        Figures.print("ms per trial of 5 epochs", recorded, "Optuna", recordedByOptuna);

        sweep.median(1, "--version");
        double best = sweep.median(ROUNDS, "best", SWEEP, "--db", database.toString());
        double bestOfOptuna = optuna.bestTrialSeconds(theirs, ROUNDS);
        Figures.print("s for best of 200 trials", best, "Optuna", bestOfOptuna);
    }

    @Test
    void queriesALargeSweep() throws IOException {
        Path database = folder.resolve("large.db");
        new GeneratedResults(SWEEP, 20).fill(database, TRIALS);
        Figures.print("trials of 20 epochs", TRIALS);
        Figures.print("megabytes", Files.size(database) / 1e6);
        Figures.print("s for --version", sweep.median(ROUNDS, "--version"));
        String file = database.toString();
        Figures.print("s for best", sweep.median(ROUNDS, "best", SWEEP, "--db", file));
        String where = "params.training.lr < 0.001 and val.auc > 0.78";
        Figures.print(
                "s for trials --where",
                sweep.median(ROUNDS, "trials", SWEEP, "--where", where, "-n", "20", "--db", file));
        String csv = folder.resolve("leaderboard.csv").toString();
        Figures.print(
                "s for leaderboard --csv", sweep.median(ROUNDS, "leaderboard", SWEEP, "--csv", csv, "--db", file));
    }
}
