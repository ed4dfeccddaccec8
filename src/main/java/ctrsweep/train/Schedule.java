package ctrsweep.train;

import ctrsweep.metric.Goal;
import ctrsweep.settings.Experiment;
import ctrsweep.settings.ScheduleSettings;
import ctrsweep.settings.ScheduleSettings.Unit;
import java.util.function.LongToDoubleFunction;

/// The learning rate in the course of a trial.
sealed interface Schedule permits ReduceOnPlateau, PlannedSchedule {

    /// The rate of the step to come; warm-up comes on top.
    ///
    /// @param updates steps of the optimiser that have passed
    double lr(long updates);

    /// @param metric the validation metric that the trial is judged by; NaN where there is none
    void epochEnded(double metric);

    static Schedule of(Experiment experiment, Goal goal) {
        ScheduleSettings settings = experiment.schedule();
        double lr = experiment.training().lr();
        int last = settings.unit() == Unit.STEPS
                ? experiment.training().steps()
                : experiment.training().numEpochs();
        return switch (experiment.training().scheduler()) {
            case CONSTANT -> planned(settings, _ -> lr);
            case REDUCE_ON_PLATEAU -> new ReduceOnPlateau(lr, goal, settings);
            case STEP ->
                planned(
                        settings,
                        n -> floored(
                                settings,
                                lr * Math.pow(settings.gamma(), Math.floor((double) n / settings.stepEpochs()))));
            case EXPONENTIAL -> planned(settings, n -> floored(settings, lr * Math.pow(settings.gamma(), (double) n)));
            case COSINE -> planned(settings, n -> cosine(lr, settings.minLr(), n, last));
            case COSINE_RESTARTS -> planned(settings, n -> restarts(lr, settings, n));
            case MANUAL -> planned(settings, n -> manual(lr, settings, n));
        };
    }

    private static Schedule planned(ScheduleSettings settings, LongToDoubleFunction rate) {
        return new PlannedSchedule(settings.unit(), rate);
    }

    private static double floored(ScheduleSettings settings, double rate) {
        return Math.max(settings.minLr(), rate);
    }

    /// How much of the rate a step has: it rises in a straight line over the first steps of a trial.
    ///
    /// @param step from 1
    static double warmUp(ScheduleSettings settings, long step) {
        return settings.warmupSteps() == 0 ? 1 : Math.min(1, (double) step / settings.warmupSteps());
    }

    private static double manual(double lr, ScheduleSettings settings, long passed) {
        double rate = lr;
        for (int i = 0;
                i < settings.boundaries().size()
                        && passed >= settings.boundaries().get(i);
                i++) {
            rate = settings.rates().get(i);
        }
        return rate;
    }

    /// Cosine annealing with warm restarts (Loshchilov and Hutter 2017).
    private static double restarts(double lr, ScheduleSettings settings, long passed) {
        long length = settings.cycleEpochs();
        long at = passed;
        while (at >= length) {
            at -= length;
            length *= settings.cycleFactor();
        }
        return cosine(lr, settings.minLr(), at, length);
    }

    private static double cosine(double lr, double minLr, long passed, long all) {
        return minLr + (lr - minLr) * (1 + Math.cos(Math.PI * passed / all)) / 2;
    }
}
