package ctrsweep.cli;

import ctrsweep.config.ConfigException;
import ctrsweep.config.Experiment;
import ctrsweep.config.InvalidSetting;
import ctrsweep.config.ProgramConfig;
import ctrsweep.config.SweepSpec;
import ctrsweep.config.TrialConfig;
import ctrsweep.model.Model;
import ctrsweep.sweep.Plan;
import ctrsweep.sweep.PlannedTrial;
import java.util.Iterator;
import java.util.List;

/// Refuses a sweep with a trial whose values, each right alone, do not go together, before any data is read.
record PlanCheck(SweepSpec spec) {
    /// Trials of a plan that are looked at. A later one that is wrong ends the launch, or itself fails, when
    /// its turn comes.
    private static final int MOST = 2_000;

    /// @throws ctrsweep.config.ConfigException for the first such trial
    void run() {
        Iterator<PlannedTrial> trials = new Plan(spec).trials(0);
        if (!trials.hasNext()) {
            throw new ConfigException(List.of(spec.name() + ": no point satisfies the constraints"));
        }
        for (int checked = 0; checked < MOST && trials.hasNext(); checked++) {
            check(trials.next());
        }
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
