package ctrsweep.cli.launch;

import ctrsweep.config.ConfigException;
import ctrsweep.config.SweepSpec;
import ctrsweep.model.Model;
import ctrsweep.settings.Experiment;
import ctrsweep.settings.InvalidSetting;
import ctrsweep.settings.ProgramConfig;
import ctrsweep.settings.TrialConfig;
import ctrsweep.sweep.Plan;
import ctrsweep.sweep.PlannedTrial;
import java.util.List;

/// Refuses a sweep with a trial whose values are each valid but not together, before any data is read.
public record PlanCheck(SweepSpec spec) {
    /// The number of trials that are checked. A later invalid trial fails, or ends the launch, when it is
    /// reached.
    private static final int MOST = 1_000;

    /// @return the trials that were checked
    /// @throws ctrsweep.config.ConfigException for the first such trial
    public Plan.Beginning run() {
        Plan.Beginning beginning = new Plan(spec).beginning(MOST);
        if (beginning.trials().isEmpty()) {
            throw new ConfigException(List.of(spec.name() + ": no point satisfies the constraints"));
        }
        beginning.trials().forEach(this::check);
        return beginning;
    }

    private static void check(TrialConfig config) {
        switch (config) {
            case Experiment experiment -> Model.check(experiment);
            case ProgramConfig _ -> {}
        }
    }

    private void check(PlannedTrial trial) {
        try {
            check(trial.config());
        } catch (InvalidSetting refused) {
            throw spec.refusal(trial.assignment(), refused);
        }
    }
}
