package ctrsweep.peers;

import java.nio.file.Path;

/// Optuna, doing the same: its SQLite storage, with trials of five parameters that report a value after each of five
/// epochs; and its multivariate TPE.
record OptunaPeer(TimedProgram python) {
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

    private static final String TPE = """
            import sys, time, optuna, math
            optuna.logging.set_verbosity(optuna.logging.ERROR)
            study = optuna.create_study(
                direction="maximize", sampler=optuna.samplers.TPESampler(seed=1, multivariate=True))
            began = time.perf_counter()
            for number in range(int(sys.argv[1])):
                trial = study.ask()
                lr = trial.suggest_float("lr", 1e-5, 1e-1, log=True)
                dropout = trial.suggest_float("dropout", 0.0, 0.9)
                l2 = trial.suggest_float("l2", 1e-8, 1e-2, log=True)
                width = trial.suggest_categorical("width", [4, 8, 16, 32])
                study.tell(trial, 0.8 - 0.02 * math.log10(lr / 3e-3) ** 2 - 0.1 * (dropout - 0.2) ** 2
                                      - 0.003 * math.log10(l2 / 1e-5) ** 2 - 0.005 * math.log(width / 16) ** 2)
            print(time.perf_counter() - began)
            """;

    /// A sweep by TPE whose trials are a formula, kept in memory.
    double secondsOfTpe(int trials) {
        return python.figure(TPE, Integer.toString(trials));
    }

    double millisPerTrial(Path database, int trials) {
        return python.figure(RECORD, database.toString(), Integer.toString(trials));
    }

    /// Optuna's own command for the best trial of that study, as a whole process.
    double bestTrialSeconds(Path database, int runs) {
        return python.neighbour("optuna")
                .median(runs, "best-trial", "--study-name", "generated", "--storage", "sqlite:///" + database);
    }
}
