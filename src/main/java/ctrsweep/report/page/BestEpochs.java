package ctrsweep.report.page;

import ctrsweep.metric.Metric;
import ctrsweep.report.Cell;
import ctrsweep.report.TableColumn;
import ctrsweep.sweep.StopReason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/// The best-epoch report: where each trial stopped and why, its best epoch, the objective at that epoch and at the
/// last one, and how many epochs of its budget were not trained.
///
/// @param summaries by trial
record BestEpochs(Metric objective, List<TrainingSummary> summaries) {

    /// One row for each trial: by rank, then the trials without a rank by number.
    TrialTable table() {
        List<Integer> order = IntStream.range(0, summaries.size())
                .boxed()
                .sorted(Comparator.comparingInt(
                        place -> summaries.get(place).trial().rank().orElse(Integer.MAX_VALUE)))
                .toList();
        return new TrialTable(
                TableColumn.table(columns(), order.stream().map(summaries::get).toList()),
                order.stream().map(List::of).toList());
    }

    private List<TableColumn<TrainingSummary>> columns() {
        return List.of(
                TableColumn.exact(
                        "trial", summary -> Optional.of(Cell.of(summary.trial().number()))),
                TableColumn.exact(
                        "state",
                        summary -> Optional.of(Cell.of(word(summary.trial().state())))),
                TableColumn.exact("stop_reason", summary -> summary.trial()
                        .stopReason()
                        .map(BestEpochs::word)
                        .map(Cell::of)),
                whole("epochs", summary -> Optional.of(summary.trial().epochs())),
                whole("budget", TrainingSummary::budget),
                whole("not_run", TrainingSummary::notRun),
                whole("best_epoch", TrainingSummary::bestEpoch),
                TableColumn.decimals("best " + objective, TrainingSummary::objectiveAtBest),
                TableColumn.decimals("last " + objective, TrainingSummary::objectiveAtLast),
                TableColumn.decimals("gap_at_best", TrainingSummary::gapAtBest),
                TableColumn.decimals("gap_at_last", TrainingSummary::gapAtLast),
                TableColumn.exact(
                        "fit", summary -> Optional.of(Cell.of(summary.fit().words()))));
    }

    private static TableColumn<TrainingSummary> whole(
            String name, Function<TrainingSummary, Optional<Integer>> number) {
        return TableColumn.exact(name, summary -> number.apply(summary).map(Cell::of));
    }

    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /// How many epochs early stopping and the pruner saved, in sentences; empty if they ended no trial.
    String saved() {
        List<String> parts = new ArrayList<>();
        savedBy(StopReason.PATIENCE, "Early stopping").ifPresent(parts::add);
        savedBy(StopReason.PRUNED, "The pruner").ifPresent(parts::add);
        return String.join(" ", parts);
    }

    private Optional<String> savedBy(StopReason reason, String who) {
        List<TrainingSummary> ended = summaries.stream()
                .filter(summary -> summary.trial().stopReason().equals(Optional.of(reason)))
                .toList();
        int saved =
                ended.stream().mapToInt(summary -> summary.notRun().orElse(0)).sum();
        int budget =
                ended.stream().mapToInt(summary -> summary.budget().orElse(0)).sum();
        return saved == 0
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "%s ended %,d trial%s before the budget did and saved %,d of their %,d epochs (%.0f%%).",
                        who,
                        ended.size(),
                        ended.size() == 1 ? "" : "s",
                        saved,
                        budget,
                        100.0 * saved / budget));
    }
}
