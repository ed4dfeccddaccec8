package ctrsweep.settings;

/// Numbers of the schedules; each uses those that it knows.
///
/// @param factor of reduce_on_plateau: the rate is multiplied by it
/// @param patience of reduce_on_plateau: after more than so many epochs without an improvement
/// @param threshold of reduce_on_plateau: an improvement is better by this share of the best
/// @param stepEpochs of step: epochs between two decays
/// @param gamma of step and exponential: factor of a decay, for exponential each epoch's
/// @param minLr of cosine and cosine_restarts: where the rate ends
/// @param cycleEpochs of cosine_restarts: epochs of the first cycle
/// @param cycleFactor of cosine_restarts: each cycle is so many times as long as the one before
/// @param warmupSteps of all: over so many steps the rate rises to its value in a straight line
public record ScheduleSettings(
        double factor,
        int patience,
        double threshold,
        int stepEpochs,
        double gamma,
        double minLr,
        int cycleEpochs,
        int cycleFactor,
        int warmupSteps) {
    static final ScheduleSettings DEFAULTS = new ScheduleSettings(
            /* factor= */ 0.5,
            /* patience= */ 2,
            /* threshold= */ 1e-4,
            /* stepEpochs= */ 10,
            /* gamma= */ 0.9,
            /* minLr= */ 0,
            /* cycleEpochs= */ 10,
            /* cycleFactor= */ 1,
            /* warmupSteps= */ 0);

    public ScheduleSettings {
        Check.between("factor", factor, 0.000001, 0.999999);
        Check.between("patience", patience, 0, Integer.MAX_VALUE);
        Check.between("threshold", threshold, 0, 1);
        Check.between("step_epochs", stepEpochs, 1, Integer.MAX_VALUE);
        Check.between("gamma", gamma, 0.000001, 1);
        Check.between("min_lr", minLr, 0, 1e3);
        Check.between("cycle_epochs", cycleEpochs, 1, 1_000_000);
        Check.between("cycle_factor", cycleFactor, 1, 1_000);
        Check.between("warmup_steps", warmupSteps, 0, Integer.MAX_VALUE);
    }
}
