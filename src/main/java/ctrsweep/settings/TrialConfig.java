package ctrsweep.settings;

/// The complete config of one trial: all that decides its result, and hence its hash.
public sealed interface TrialConfig permits Experiment, ProgramConfig {

    /// The seed of everything random in the trial.
    long seed();
}
