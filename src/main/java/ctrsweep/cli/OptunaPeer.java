package ctrsweep.cli;

import java.nio.file.Path;
import java.util.List;

/// Optuna's SQLite storage, doing the same: trials of five parameters that report a value after each of five
/// epochs.
record OptunaPeer(Path python, Path database) {
    private static final String RECORD = """
            import sys, time, optuna
            optuna.logging.set_verbosity(optuna.logging.WARNING)
            trials = int(sys.argv[2])
            study = optuna.create_study(
                storage="sqlite:///" + sys.argv[1], study_name="generated", direction="maximize",
                sampler=optuna.samplers.RandomSampler(seed=1))
            began = time.perf_counter()
            for number in range(trials):
                trial = study.ask()
                trial.suggest_float("lr", 1e-4, 1e-2, log=True)
                trial.suggest_float("dropout", 0.0, 0.5)
                trial.suggest_categorical("embed_dim", [4, 8, 16, 32])
                trial.suggest_categorical("batch_size", [256, 512, 1024, 2048, 4096])
                trial.suggest_categorical("hidden_units", ["16,16", "32,16", "64,16", "128,16"])
                for epoch in range(5):
                    trial.report(0.7 + 0.01 * epoch, epoch)
                study.tell(trial, 0.75)
            print((time.perf_counter() - began) * 1e3 / trials)
            """;

    double millisPerTrial(int trials) {
        String printed = new Timed(python).output(List.of("-c", RECORD, database.toString(), Integer.toString(trials)));
        return Double.parseDouble(printed.lines().reduce("", (a, b) -> b));
    }

    /// Its own command for the best trial of that study, as a whole process.
    double bestTrialSeconds(int runs) {
        return new Timed(python.resolveSibling("optuna"))
                .median(runs, List.of("best-trial", "--study-name", "generated", "--storage", "sqlite:///" + database));
    }
}
