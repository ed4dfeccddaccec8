package ctrsweep.cli.text;

import ctrsweep.metric.Goal;
import ctrsweep.metric.Metric;
import ctrsweep.report.terminal.CurveChart;
import ctrsweep.report.terminal.EpochValue;
import ctrsweep.report.terminal.TerminalStyle;
import ctrsweep.sweep.EpochReport;
import ctrsweep.sweep.SweepSummary;
import ctrsweep.sweep.TrialDetails;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/// The curves of one trial: its objective with the best epoch marked, then its training loss.
record TrialCurves(SweepSummary sweep, TrialDetails details) {
    private static final Metric TRAIN_LOSS = new Metric("train", "loss");
    private static final int WIDEST = 80;

    /// Empty where nothing was measured.
    String text(int width, TerminalStyle pen) {
        int used = Math.min(width, WIDEST);
        String objective = chart(sweep.objective(), 6, best())
                .map(chart -> chart.draw(used, pen))
                .orElse("");
        return sweep.objective().equals(TRAIN_LOSS)
                ? objective
                : objective
                        + chart(TRAIN_LOSS, 3, OptionalInt.empty())
                                .map(chart -> chart.draw(used, pen))
                                .orElse("");
    }

    private Optional<CurveChart> chart(Metric metric, int height, OptionalInt marked) {
        List<EpochReport> epochs = details.epochs();
        List<EpochValue> levels = epochs.stream()
                .map(epoch -> new EpochValue(Optional.ofNullable(epoch.metrics().get(metric))))
                .toList();
        if (levels.stream().allMatch(level -> level.number().isEmpty())) {
            return Optional.empty();
        }
        String title = metric
                + (marked.isPresent()
                        ? ", best at epoch " + epochs.get(marked.getAsInt()).epoch()
                        : "");
        return Optional.of(new CurveChart(
                title, epochs.getFirst().epoch(), epochs.getLast().epoch(), levels, marked, height));
    }

    /// The index of the best epoch: as recorded, or the best up to now.
    private OptionalInt best() {
        List<EpochReport> epochs = details.epochs();
        Optional<Integer> recorded = details.trial().bestEpoch();
        if (recorded.isPresent()) {
            return IntStream.range(0, epochs.size())
                    .filter(place -> epochs.get(place).epoch() == recorded.get())
                    .findFirst();
        }
        Goal goal = sweep.goal();
        return IntStream.range(0, epochs.size())
                .filter(place -> Double.isFinite(objective(epochs.get(place))))
                .boxed()
                .min(java.util.Comparator.comparingDouble(place -> goal.loss(objective(epochs.get(place)))))
                .map(OptionalInt::of)
                .orElseGet(OptionalInt::empty);
    }

    private double objective(EpochReport epoch) {
        return epoch.metrics().getOrDefault(sweep.objective(), Double.NaN);
    }
}
