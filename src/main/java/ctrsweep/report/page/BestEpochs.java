package ctrsweep.report.page;

import ctrsweep.metric.Metric;
import ctrsweep.report.Cell;
import ctrsweep.report.Table;
import ctrsweep.report.Table.Column;
import ctrsweep.report.Table.Precision;
import ctrsweep.sweep.StopReason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/// The best-epoch report: for each trial where it stopped and why, its best epoch, the objective there and at the
/// last epoch, and which epochs of its budget were not trained.
///
/// @param stories by trial
record BestEpochs(Metric objective, List<EpochStory> stories) {

    /// One trial a row, by rank, then those without one by number. A gap is the validation loss less the training
    /// loss.
    TrialTable table() {
        List<Integer> order = IntStream.range(0, stories.size())
                .boxed()
                .sorted(Comparator.comparingInt(
                        place -> stories.get(place).trial().rank().orElse(Integer.MAX_VALUE)))
                .toList();
        List<Column> columns = List.of(
                exact("trial"),
                exact("state"),
                exact("stop_reason"),
                exact("epochs"),
                exact("budget"),
                exact("not_run"),
                exact("best_epoch"),
                new Column("best " + objective, Precision.FOUR_DECIMALS),
                new Column("last " + objective, Precision.FOUR_DECIMALS),
                new Column("gap_at_best", Precision.FOUR_DECIMALS),
                new Column("gap_at_last", Precision.FOUR_DECIMALS),
                exact("fit"));
        return new TrialTable(
                new Table(
                        columns,
                        order.stream().map(place -> row(stories.get(place))).toList()),
                order.stream().map(List::of).toList());
    }

    private static Column exact(String name) {
        return new Column(name, Precision.EXACT);
    }

    private static List<Cell> row(EpochStory story) {
        List<Cell> cells = new ArrayList<>();
        cells.add(Cell.of(story.trial().number()));
        cells.add(Cell.of(word(story.trial().state())));
        cells.add(Cell.of(story.trial().stopReason().map(BestEpochs::word).map(Cell::of)));
        cells.add(Cell.of(story.trial().epochs()));
        cells.add(whole(story.budget()));
        cells.add(whole(story.notRun()));
        cells.add(whole(story.bestEpoch()));
        cells.add(real(story.objectiveAtBest()));
        cells.add(real(story.objectiveAtLast()));
        cells.add(real(story.gapAtBest()));
        cells.add(real(story.gapAtLast()));
        cells.add(Cell.of(story.fit().words()));
        return cells;
    }

    private static Cell whole(Optional<Integer> number) {
        return Cell.of(number.map(Cell::of));
    }

    private static Cell real(Optional<Double> number) {
        return Cell.of(number.map(Cell::of));
    }

    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /// What early stopping and the pruner came to, in a sentence; empty where no trial was ended by them.
    String saved() {
        List<String> parts = new ArrayList<>();
        savedBy(StopReason.PATIENCE, "Early stopping").ifPresent(parts::add);
        savedBy(StopReason.PRUNED, "The pruner").ifPresent(parts::add);
        return String.join(" ", parts);
    }

    private Optional<String> savedBy(StopReason reason, String who) {
        List<EpochStory> ended = stories.stream()
                .filter(story -> story.trial().stopReason().equals(Optional.of(reason)))
                .toList();
        int saved = ended.stream().mapToInt(story -> story.notRun().orElse(0)).sum();
        int budget = ended.stream().mapToInt(story -> story.budget().orElse(0)).sum();
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
