package ctrsweep.report.page;

import ctrsweep.metric.Goal;
import ctrsweep.metric.Metric;
import ctrsweep.sweep.EpochReport;
import ctrsweep.sweep.TrialDetails;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/// Learning curves as columns: for each trial an array with a number for each epoch, NaN where it is missing.
///
/// @param epochs the epochs' numbers; empty for a trial whose epochs are 1, 2, 3 ...
/// @param range the axis range of the objective
/// @param validationLoss the loss to compare with the training loss; its metric may differ between trials
/// @param seconds wall time of each epoch
record Curves(
        List<int[]> epochs,
        List<double[]> objective,
        ValueRange range,
        List<double[]> trainLoss,
        List<double[]> validationLoss,
        List<double[]> seconds) {

    /// Share of the worst values that the axis cuts off: first epochs, and epochs of poor trials.
    private static final double CUT_OFF = 0.1;

    /// @param best the places of the trials whose curves must be visible completely
    static Curves of(List<TrialDetails> trials, Metric objective, Goal goal, List<Integer> best) {
        List<double[]> curves = each(trials, _ -> Optional.of(objective));
        double[] whole = best.stream()
                .flatMapToDouble(place -> Arrays.stream(curves.get(place)))
                .toArray();
        return new Curves(
                trials.stream().map(trial -> numbers(trial.epochs())).toList(),
                curves,
                ValueRange.of(curves, whole, goal::loss, CUT_OFF),
                each(trials, trial -> Optional.of(TrainingSummary.TRAIN_LOSS)),
                each(trials, ValidationLoss::of),
                trials.stream()
                        .map(trial -> trial.epochs().stream()
                                .mapToDouble(EpochReport::seconds)
                                .toArray())
                        .toList());
    }

    private interface MetricChoice {
        Optional<Metric> of(TrialDetails trial);
    }

    private static int[] numbers(List<EpochReport> epochs) {
        boolean counted = IntStream.range(0, epochs.size())
                .allMatch(place -> epochs.get(place).epoch() == place + 1);
        return counted
                ? new int[0]
                : epochs.stream().mapToInt(EpochReport::epoch).toArray();
    }

    /// A curve without any number is empty.
    private static List<double[]> each(List<TrialDetails> trials, MetricChoice choice) {
        return trials.stream()
                .map(trial -> choice.of(trial)
                        .map(metric -> values(trial.epochs(), metric))
                        .orElseGet(() -> new double[0]))
                .toList();
    }

    private static double[] values(List<EpochReport> epochs, Metric metric) {
        return epochs.stream().allMatch(epoch -> Objects.isNull(epoch.metrics().get(metric)))
                ? new double[0]
                : epochs.stream()
                        .mapToDouble(epoch -> epoch.metrics().getOrDefault(metric, Double.NaN))
                        .toArray();
    }
}
