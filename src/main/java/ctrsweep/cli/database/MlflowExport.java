package ctrsweep.cli.database;

import ctrsweep.report.MlflowRun;
import ctrsweep.report.MlflowStore;
import ctrsweep.sweep.Results;
import ctrsweep.sweep.SweepSummary;
import ctrsweep.sweep.Trial;
import java.nio.file.Path;
import java.util.Comparator;

/// Writes a sweep to an MLflow file store, one trial after the other: a large sweep need not fit into memory.
record MlflowExport(Results results, SweepSummary sweep, Path folder) {

    void run() {
        new MlflowStore(folder, sweep.name(), sweep.created(), sweep.lastActivity())
                .write(runs -> results.trials(sweep).stream()
                        .sorted(Comparator.comparing(Trial::number))
                        .map(trial ->
                                new MlflowRun(results.details(sweep, trial), results.recorded(sweep, trial.number())))
                        .forEach(runs));
    }
}
