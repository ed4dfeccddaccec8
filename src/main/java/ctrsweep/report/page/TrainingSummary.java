package ctrsweep.report.page;

import ctrsweep.metric.Goal;
import ctrsweep.metric.Metric;
import ctrsweep.sweep.EpochReport;
import ctrsweep.sweep.Trial;
import ctrsweep.sweep.TrialDetails;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Summarizes a trial's epochs: the best one, the last one, and how many of its budget were not trained.
///
/// @param epochs ascending
/// @param best the epoch whose weights are kept; the best so far while the trial runs
/// @param budget the most epochs that it may train; empty for a program's trial
/// @param validationLoss the metric that corresponds to `train.loss` on the validation split; empty if there is none
record TrainingSummary(
        Trial trial,
        List<EpochReport> epochs,
        Metric objective,
        Optional<EpochReport> best,
        Optional<EpochReport> last,
        Optional<Integer> budget,
        Optional<Metric> validationLoss) {
    /// The difference of two noisy values has sqrt(2) times the deviation of one; twice that is rarely chance.
    private static final double NOISE_WIDTH = 2 * Math.sqrt(2);

    static final Metric TRAIN_LOSS = new Metric("train", "loss");

    static TrainingSummary of(TrialDetails trial, Metric objective, Goal goal) {
        List<EpochReport> epochs = trial.epochs();
        return new TrainingSummary(
                trial.trial(),
                epochs,
                objective,
                trial.trial()
                        .bestEpoch()
                        .map(number -> epochs.stream()
                                .filter(epoch -> epoch.epoch() == number)
                                .findFirst())
                        .orElseGet(() -> best(epochs, objective, goal)),
                epochs.isEmpty() ? Optional.empty() : Optional.of(epochs.getLast()),
                trial.setting("training.num_epochs").stream()
                        .flatMap(value -> value.number().stream().boxed())
                        .map(Double::intValue)
                        .findFirst(),
                ValidationLoss.of(trial));
    }

    /// The first epoch with the best objective; NaN does not count.
    private static Optional<EpochReport> best(List<EpochReport> epochs, Metric objective, Goal goal) {
        Optional<EpochReport> best = Optional.empty();
        double value = Double.NaN;
        for (EpochReport epoch : epochs) {
            double measured = epoch.metrics().getOrDefault(objective, Double.NaN);
            if (!Double.isNaN(measured) && (best.isEmpty() || goal.better(measured, value, 0))) {
                best = Optional.of(epoch);
                value = measured;
            }
        }
        return best;
    }

    Optional<Integer> bestEpoch() {
        return trial.bestEpoch().or(() -> best.map(EpochReport::epoch));
    }

    Optional<Double> objectiveAtBest() {
        return trial.metric(objective).or(() -> at(best, objective));
    }

    Optional<Double> objectiveAtLast() {
        return at(last, objective);
    }

    Optional<Double> gapAtBest() {
        return gap(best);
    }

    Optional<Double> gapAtLast() {
        return gap(last);
    }

    /// The validation loss minus the training loss.
    private Optional<Double> gap(Optional<EpochReport> epoch) {
        return validationLoss.flatMap(metric -> at(epoch, metric)).flatMap(validation -> at(epoch, TRAIN_LOSS)
                .map(train -> validation - train));
    }

    /// The epochs of the budget that were not trained; empty while the trial runs.
    Optional<Integer> notRun() {
        return trial.stopReason().isEmpty() ? Optional.empty() : budget.map(all -> Math.max(0, all - trial.epochs()));
    }

    /// The median over the epochs; empty without epochs.
    Optional<Double> secondsPerEpoch() {
        double[] seconds =
                epochs.stream().mapToDouble(EpochReport::seconds).sorted().toArray();
        int middle = seconds.length / 2;
        if (seconds.length == 0) {
            return Optional.empty();
        }
        return Optional.of(seconds.length % 2 == 1 ? seconds[middle] : (seconds[middle - 1] + seconds[middle]) / 2);
    }

    FitState fit() {
        if (trial.epochs() < 2 || best.isEmpty() || last.isEmpty()) {
            return FitState.UNKNOWN;
        }
        if (best.get().epoch() == last.get().epoch()) {
            return FitState.STILL_IMPROVING;
        }
        Optional<Double> then = at(best, TRAIN_LOSS);
        Optional<Double> now = at(last, TRAIN_LOSS);
        boolean learning = then.isPresent() && now.isPresent() && now.get() < then.get();
        return learning && worsened() > NOISE_WIDTH * noise() ? FitState.OVERFITTING : FitState.PAST_ITS_BEST;
    }

    /// The difference of the objective between the best and the last epoch.
    private double worsened() {
        return Math.abs(
                objectiveAtLast().orElse(Double.NaN) - at(best, objective).orElse(Double.NaN));
    }

    /// The standard deviation of the objective between epochs without its trend: the deviation of second differences
    /// divided by sqrt(6), which is its value for independent noise. It uses the epochs since the best one, all
    /// epochs if these are fewer than three, and is infinite if all epochs are fewer than three.
    private double noise() {
        int from = best.map(EpochReport::epoch).orElse(1);
        double since =
                noise(epochs.stream().filter(epoch -> epoch.epoch() >= from).toList());
        return Double.isFinite(since) ? since : noise(epochs);
    }

    private double noise(List<EpochReport> some) {
        double[] values = some.stream()
                .mapToDouble(epoch -> epoch.metrics().getOrDefault(objective, Double.NaN))
                .filter(Double::isFinite)
                .toArray();
        double squares = 0;
        for (int i = 1; i + 1 < values.length; i++) {
            double second = values[i - 1] - 2 * values[i] + values[i + 1];
            squares += second * second;
        }
        return values.length < 3 ? Double.POSITIVE_INFINITY : Math.sqrt(squares / (values.length - 2) / 6);
    }

    private static Optional<Double> at(Optional<EpochReport> epoch, Metric metric) {
        return epoch.map(report -> report.metrics().get(metric)).filter(Objects::nonNull);
    }
}
