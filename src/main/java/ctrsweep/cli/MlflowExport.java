package ctrsweep.cli;

import ctrsweep.report.MlflowRun;
import ctrsweep.report.MlflowStore;
import ctrsweep.store.SweepSummary;
import ctrsweep.store.TrialDetails;
import ctrsweep.store.WholeSweep;
import ctrsweep.store.WholeTrial;
import java.nio.file.Path;

/// Carries a sweep from the database into an MLflow file store.
record MlflowExport(WholeSweep whole, Path folder) {

    void run() {
        SweepSummary sweep = whole.summary();
        new MlflowStore(folder, sweep.name(), sweep.created(), sweep.lastActivity())
                .write(runs -> whole.forEach(trial -> runs.accept(run(trial))));
    }

    private static MlflowRun run(WholeTrial trial) {
        TrialDetails details = trial.details();
        return new MlflowRun(
                details.result(),
                details.started(),
                details.ended(),
                details.epochs(),
                trial.recorded(),
                details.provenance(),
                details.artifacts());
    }
}
