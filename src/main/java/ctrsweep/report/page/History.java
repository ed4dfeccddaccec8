package ctrsweep.report.page;

import ctrsweep.config.Goal;
import ctrsweep.sweep.TrialResult;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;

/// How the best came about.
final class History {
    private History() {}

    /// After each trial, by number, the best objective among those that have a rank; NaN until there is one.
    ///
    /// @param objectives of the trials, at their best epochs
    static List<Double> bestSoFar(List<TrialResult> trials, List<Optional<Double>> objectives, Goal goal) {
        double[] best = new double[trials.size()];
        double so = Double.NaN;
        for (int place = 0; place < best.length; place++) {
            double value = objectives.get(place).orElse(Double.NaN);
            if (trials.get(place).rank().isPresent() && (Double.isNaN(so) || goal.better(value, so, 0))) {
                so = value;
            }
            best[place] = so;
        }
        return DoubleStream.of(best).boxed().toList();
    }
}
