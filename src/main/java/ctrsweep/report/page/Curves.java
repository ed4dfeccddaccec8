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

/// How trials went, epoch by epoch, as columns: one array for each trial, one number for each of its epochs, NaN
/// where nothing was measured.
///
/// @param epochs their numbers; empty for a trial whose epochs are 1, 2, 3 ...
/// @param seconds wall time of each
/// @param range of the objective that is worth seeing
/// @param validationLoss what the training loss is compared with; its name may differ between trials
record Curves(
        List<int[]> epochs,
        List<double[]> objective,
        Span range,
        List<double[]> trainLoss,
        List<double[]> validationLoss,
        List<double[]> seconds) {

    /// Share of the worst values that need not be seen: first epochs, and those of trials that came to nothing.
    private static final double UNSEEN = 0.1;

    /// @param best the places of the trials whose curves are seen whole
    static Curves of(List<TrialDetails> trials, Metric objective, Goal goal, List<Integer> best) {
        List<double[]> curves = each(trials, _ -> Optional.of(objective));
        double[] whole = best.stream()
                .flatMapToDouble(place -> Arrays.stream(curves.get(place)))
                .toArray();
        return new Curves(
                trials.stream().map(trial -> numbers(trial.epochs())).toList(),
                curves,
                Span.of(curves, whole, goal::loss, UNSEEN),
                each(trials, trial -> Optional.of(EpochStory.TRAIN_LOSS)),
                each(trials, ValidationLoss::of),
                trials.stream()
                        .map(trial -> trial.epochs().stream()
                                .mapToDouble(EpochReport::seconds)
                                .toArray())
                        .toList());
    }

    private interface Choice {
        Optional<Metric> of(TrialDetails trial);
    }

    private static int[] numbers(List<EpochReport> epochs) {
        boolean counted = IntStream.range(0, epochs.size())
                .allMatch(place -> epochs.get(place).epoch() == place + 1);
        return counted
                ? new int[0]
                : epochs.stream().mapToInt(EpochReport::epoch).toArray();
    }

    /// A curve without a single number is empty.
    private static List<double[]> each(List<TrialDetails> trials, Choice choice) {
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
