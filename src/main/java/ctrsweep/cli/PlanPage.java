package ctrsweep.cli;

import ctrsweep.config.SweepSpec;
import ctrsweep.report.Cell;
import ctrsweep.report.Table;
import ctrsweep.report.Table.Column;
import ctrsweep.report.Table.Precision;
import ctrsweep.report.TableFormat;
import ctrsweep.sweep.Plan;
import ctrsweep.sweep.PlannedTrial;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/// What `launch --plan` prints: how many trials there would be, and the first of them.
record PlanPage(SweepSpec spec, int width) {
    private static final int SHOWN = 20;

    String text() {
        Plan plan = new Plan(spec);
        List<PlannedTrial> first = new ArrayList<>();
        Iterator<PlannedTrial> trials = plan.trials(0);
        while (first.size() < SHOWN && trials.hasNext()) {
            first.add(trials.next());
        }
        String more = plan.size() > first.size() && trials.hasNext()
                ? "(%,d more)\n".formatted(plan.size() - first.size())
                : "";
        return facts(plan) + "\n" + TableFormat.TABLE.write(table(first), width) + more;
    }

    private String facts(Plan plan) {
        Lines lines = new Lines().add("sweep", spec.name());
        spec.description().ifPresent(text -> lines.add("description", text));
        return lines.add("method", spec.method() + ", seed " + spec.seed())
                .add(
                        "objective",
                        Words.of(spec.objective().goal()) + " "
                                + spec.objective().metric())
                .add("trials", "%,d".formatted(plan.size()))
                .add("epochs", "at most " + spec.base().training().numEpochs() + " a trial")
                .indented(0);
    }

    private Table table(List<PlannedTrial> trials) {
        List<Column> columns = Stream.concat(
                        Stream.of(new Column("trial", Precision.EXACT)),
                        spec.parameters().stream().map(path -> Column.parameter(path, spec.parameters())))
                .toList();
        List<List<Cell>> rows = trials.stream()
                .map(trial -> Stream.concat(
                                Stream.of(Cell.of(trial.number())),
                                trial.assignment().values().values().stream().map(value -> (Cell) new Cell.Is(value)))
                        .toList())
                .toList();
        return new Table(columns, rows);
    }
}
