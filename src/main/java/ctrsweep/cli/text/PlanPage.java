package ctrsweep.cli.text;

import ctrsweep.config.SweepSpec;
import ctrsweep.report.Cell;
import ctrsweep.report.Table;
import ctrsweep.report.Table.Column;
import ctrsweep.report.Table.Precision;
import ctrsweep.report.TableFormat;
import ctrsweep.sweep.LaunchPreview;
import ctrsweep.sweep.Plan;
import ctrsweep.sweep.PlannedTrial;
import ctrsweep.sweep.TrialPace;
import ctrsweep.sweep.TrialState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The output of `launch --plan`: the number of trials, how long they may take, and the first of them.
///
/// @param beginning the trials that were checked
/// @param groups of the first trials that train in one step, where it is known that they do
/// @param pace of earlier trials, if there are any
/// @param preview the sweep's trials in the database
/// @param ranks a warning if the pruner will compare trials where the ranks of earlier trials misled
public record PlanPage(
        SweepSpec spec,
        Plan.Beginning beginning,
        Optional<String> groups,
        Optional<TrialPace> pace,
        LaunchPreview preview,
        Optional<String> ranks,
        int width) {
    private static final int SHOWN = 20;

    public String text() {
        Plan.Size size = new Plan(spec).size();
        List<PlannedTrial> first =
                beginning.trials().subList(0, Math.min(SHOWN, beginning.trials().size()));
        return facts(size) + "\n" + TableFormat.TABLE.write(table(first, there().isPresent()), width)
                + more(size, first.size());
    }

    private String more(Plan.Size size, int shown) {
        if (shown < SHOWN || size.trials() <= shown) {
            return "";
        }
        if (spec.search().method().learns()) {
            return "(these as long as nothing is known; later points follow from results)\n";
        }
        return size.trials() == Long.MAX_VALUE
                ? "(more, without end)\n"
                : "(%s%,d more)\n".formatted(size.exact() ? "" : "at most ", size.trials() - shown);
    }

    private String facts(Plan.Size size) {
        FactList lines = new FactList().add("sweep", spec.name());
        spec.description().ifPresent(text -> lines.add("description", text));
        lines.add(
                        "method",
                        spec.search().method().name() + ", seed "
                                + spec.search().seed())
                .add(spec.objectives().size() > 1 ? "objectives" : "objective", Phrases.objectives(spec.objectives()));
        spec.search().pruning().ifPresent(pruning -> lines.add("pruner", pruning));
        if (!spec.notes().isEmpty()) {
            lines.add("note", String.join("; ", spec.notes()));
        }
        ranks.ifPresent(warning -> lines.add("ranks", warning));
        lines.add(
                "trials", (size.trials() == Long.MAX_VALUE ? "without end" : Phrases.planned(spec, size)) + repeats());
        there().ifPresent(words -> lines.add("there already", words));
        if (beginning.duplicates() + beginning.forbidden() > 0) {
            lines.add(
                    "left out",
                    "%,d duplicates, %,d draws that conditions or constraints forbid, among the first %,d trials"
                            .formatted(
                                    beginning.duplicates(),
                                    beginning.forbidden(),
                                    beginning.trials().size()));
        }
        groups.ifPresent(words -> lines.add("in one step", words));
        spec.workload().epochs().ifPresent(epochs -> lines.add("epochs", "at most " + epochs + " a trial"));
        time(size).ifPresent(time -> lines.add("time", time));
        return lines.indented(0);
    }

    private String repeats() {
        List<Long> seeds = spec.search().seeds();
        if (seeds.isEmpty()) {
            return "";
        }
        return spec.search().pruning().isPresent() && seeds.size() > 1
                ? ": each point with seed %d, and with %s if that trial is not pruned"
                        .formatted(seeds.getFirst(), seeds.subList(1, seeds.size()))
                : ", %d of each point, with the seeds %s".formatted(seeds.size(), seeds);
    }

    /// `12 completed, 1 failed; 5 of the first 18 are new`.
    private Optional<String> there() {
        Map<TrialState, Integer> states = new EnumMap<>(TrialState.class);
        beginning.trials().forEach(trial -> preview.known(trial.configHash())
                .ifPresent(known -> states.merge(known.state(), 1, Integer::sum)));
        if (states.isEmpty()) {
            return Optional.empty();
        }
        int known = states.values().stream().mapToInt(Integer::intValue).sum();
        return Optional.of("%s; %,d of the first %,d are new"
                .formatted(
                        Phrases.counts(states),
                        beginning.trials().size() - known,
                        beginning.trials().size()));
    }

    /// Estimated from the time of earlier epochs; early stopping and pruning shorten it.
    private Optional<String> time(Plan.Size size) {
        if (pace.isEmpty()
                || size.trials() == Long.MAX_VALUE
                || spec.workload().epochs().isEmpty()) {
            return Optional.empty();
        }
        double each = pace.get().secondsAnEpoch() * spec.workload().epochs().getAsInt();
        int workers = spec.workers().count().orElse(1);
        return Optional.of("at most %s a trial, %s in all with %d at a time (as %,d %s took)"
                .formatted(
                        DisplayTime.span(seconds(each)),
                        DisplayTime.span(seconds(each * size.trials() / workers)),
                        workers,
                        pace.get().trials(),
                        pace.get().ofSweep() ? "earlier trials of the sweep" : "trials of the same model and data"));
    }

    private static Duration seconds(double seconds) {
        return Duration.ofMillis((long) Math.min(seconds * 1000, 1e15));
    }

    /// @param known whether some trials are in the database
    private Table table(List<PlannedTrial> trials, boolean known) {
        boolean repeated = !spec.search().seeds().isEmpty();
        List<Column> columns = new ArrayList<>();
        columns.add(new Column("trial", Precision.EXACT));
        if (known) {
            columns.add(new Column("state", Precision.EXACT));
        }
        spec.parameters().forEach(path -> columns.add(Column.parameter(path, spec.parameters())));
        if (repeated) {
            columns.add(new Column("seed", Precision.EXACT));
        }
        return new Table(
                columns,
                trials.stream().map(trial -> row(trial, known, repeated)).toList());
    }

    private List<Cell> row(PlannedTrial trial, boolean known, boolean repeated) {
        return Stream.of(
                        Stream.of(Cell.of(number(trial))),
                        known ? Stream.of(Cell.of(state(trial))) : Stream.<Cell>empty(),
                        spec.parameters().stream()
                                .map(path -> Cell.of(Optional.ofNullable(
                                                trial.assignment().values().get(path))
                                        .map(Cell.Is::new))),
                        repeated ? Stream.of(Cell.of(trial.config().seed())) : Stream.<Cell>empty())
                .flatMap(cells -> cells)
                .toList();
    }

    /// A trial in the database keeps its number.
    private long number(PlannedTrial trial) {
        return preview.known(trial.configHash())
                .map(LaunchPreview.Known::number)
                .orElse(preview.firstNumber() + trial.number());
    }

    private String state(PlannedTrial trial) {
        return preview.known(trial.configHash())
                .map(known -> Phrases.of(known.state()))
                .orElse("new");
    }
}
