package ctrsweep.settings;

/// What one trial is given, complete: all that decides its result, and hence its name.
public sealed interface TrialConfig permits Experiment, ProgramConfig {

    /// Of everything random in the trial.
    long seed();
}
