package ctrsweep.cli;

import ctrsweep.report.Cell;
import ctrsweep.report.Table;
import ctrsweep.report.Table.Column;
import ctrsweep.report.Table.Precision;
import ctrsweep.sweep.Results;
import ctrsweep.sweep.SweepSummary;
import ctrsweep.sweep.Trial;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Columns that a table of trials has only on request, or where their values differ.
record AddedColumns(Results results, SweepSummary sweep) {
    static final String PROVENANCE = "provenance.";

    /// Adds each `provenance.KEY` of the request; a key that no trial has adds no column.
    Table provenance(Table table, List<String> asked) {
        Table all = table;
        for (String name : asked) {
            Map<Long, String> facts = results.provenance(sweep, name.substring(PROVENANCE.length()));
            if (!facts.isEmpty()) {
                all = with(all, name, trial -> Optional.ofNullable(facts.get(trial))
                        .map(Cell::of));
            }
        }
        return all;
    }

    /// Adds the generation of each trial, if there is more than one.
    Table generation(Table table, List<Trial> trials) {
        Map<Long, Integer> generations = trials.stream().collect(Collectors.toMap(Trial::number, Trial::generation));
        return sweep.generation() == 1
                ? table
                : with(table, "generation", trial -> Optional.ofNullable(generations.get(trial))
                        .map(Cell::of));
    }

    private static Table with(Table table, String name, Function<Long, Optional<Cell>> cell) {
        return table.with(
                table.columns().size(),
                new Column(name, Precision.EXACT),
                table.whole("trial").stream()
                        .map(trial -> Cell.of(cell.apply(trial)))
                        .toList());
    }
}
