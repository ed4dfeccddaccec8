package ctrsweep.train;

import ctrsweep.config.Experiment;
import ctrsweep.config.Goal;

/// The learning rate from epoch to epoch.
sealed interface Schedule permits ReduceOnPlateau, Schedule.Constant {

    /// For the epoch to come.
    double lr();

    /// @param metric the validation metric that the trial is judged by
    void epochEnded(double metric);

    static Schedule of(Experiment.Training training, Goal goal) {
        return switch (training.scheduler()) {
            case CONSTANT -> new Constant(training.lr());
            case REDUCE_ON_PLATEAU -> new ReduceOnPlateau(training.lr(), goal);
        };
    }

    record Constant(double lr) implements Schedule {
        @Override
        public void epochEnded(double metric) {}
    }
}
