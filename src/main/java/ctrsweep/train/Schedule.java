package ctrsweep.train;

import ctrsweep.metric.Goal;
import ctrsweep.settings.Experiment;
import ctrsweep.settings.ScheduleSettings;

/// The learning rate from epoch to epoch.
sealed interface Schedule permits ReduceOnPlateau, EpochSchedule {

    /// For the epoch to come; warm-up comes on top.
    double lr();

    /// @param metric the validation metric that the trial is judged by
    void epochEnded(double metric);

    static Schedule of(Experiment experiment, Goal goal) {
        ScheduleSettings settings = experiment.schedule();
        double lr = experiment.training().lr();
        int last = experiment.training().numEpochs();
        return switch (experiment.training().scheduler()) {
            case CONSTANT -> new EpochSchedule(_ -> lr);
            case REDUCE_ON_PLATEAU -> new ReduceOnPlateau(lr, goal, settings);
            case STEP ->
                new EpochSchedule(
                        epoch -> lr * Math.pow(settings.gamma(), Math.floorDiv(epoch, settings.stepEpochs())));
            case EXPONENTIAL -> new EpochSchedule(epoch -> lr * Math.pow(settings.gamma(), epoch));
            case COSINE -> new EpochSchedule(epoch -> cosine(lr, settings.minLr(), epoch, last));
            case COSINE_RESTARTS -> new EpochSchedule(epoch -> restarts(lr, settings, epoch));
        };
    }

    /// How much of the rate a step has: it rises in a straight line over the first steps of a trial.
    ///
    /// @param step from 1
    static double warmUp(ScheduleSettings settings, long step) {
        return settings.warmupSteps() == 0 ? 1 : Math.min(1, (double) step / settings.warmupSteps());
    }

    /// Cosine annealing with warm restarts (Loshchilov and Hutter 2017).
    private static double restarts(double lr, ScheduleSettings settings, int epoch) {
        long length = settings.cycleEpochs();
        long at = epoch;
        while (at >= length) {
            at -= length;
            length *= settings.cycleFactor();
        }
        return cosine(lr, settings.minLr(), at, length);
    }

    private static double cosine(double lr, double minLr, long epoch, long epochs) {
        return minLr + (lr - minLr) * (1 + Math.cos(Math.PI * epoch / epochs)) / 2;
    }
}
