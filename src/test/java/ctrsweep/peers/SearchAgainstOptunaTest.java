package ctrsweep.peers;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whole sweeps whose trials are a formula of four parameters, so that only search and database take time, against
/// Optuna's multivariate TPE, which keeps its trials in memory. `-Dctrsweep.trials=N` sets the size of the sweeps.
@Tag("peers")
class SearchAgainstOptunaTest {
    private static final int TRIALS = Integer.getInteger("ctrsweep.trials", 10_000);

    /// The time of Optuna's suggestions grows with the number of trials.
    private static final int TRIALS_OF_OPTUNA = Math.min(TRIALS, 1_000);

    private final OptunaPeer optuna = new OptunaPeer(TimedProgram.python());

    @TempDir
    Path folder;

    @Test
    void searchesByTpe() throws IOException {
        FormulaSweep sweep = new FormulaSweep(folder);
        Figures.print("trials", TRIALS);
        Figures.print("s at random", sweep.seconds("random", TRIALS));
        Figures.print("s by TPE", sweep.seconds("tpe", TRIALS));
        for (int known = 100; known <= TRIALS; known *= 10) {
            Figures.print("ms per suggestion of TPE after " + known, sweep.millisPerSuggestion(known));
        }
        double ours = sweep.seconds("tpe", TRIALS_OF_OPTUNA);
        double theirs = optuna.secondsOfTpe(TRIALS_OF_OPTUNA);
        Figures.print("s by TPE, %d trials".formatted(TRIALS_OF_OPTUNA), ours, "Optuna", theirs);
    }
}
