package ctrsweep.report.importance;

import ctrsweep.report.Cell;
import ctrsweep.report.Table;
import ctrsweep.report.Table.Column;
import ctrsweep.report.Table.Precision;
import java.util.List;

/// Importances as a table, one row for each parameter, the most important first; empty if they are unknown.
public final class ImportanceTable {
    private static final List<Column> COLUMNS = List.of(
            new Column("parameter", Precision.EXACT),
            new Column("share", Precision.FOUR_DECIMALS),
            new Column("low", Precision.FOUR_DECIMALS),
            new Column("high", Precision.FOUR_DECIMALS));

    private ImportanceTable() {}

    public static Table of(Importances importances) {
        return new Table(
                COLUMNS,
                switch (importances) {
                    case Importances.Unknown _ -> List.<List<Cell>>of();
                    case Importances.Ranked ranked ->
                        ranked.parameters().stream().map(ImportanceTable::row).toList();
                });
    }

    private static List<Cell> row(Importance importance) {
        return List.of(
                Cell.of(importance.parameter()),
                Cell.of(importance.share()),
                Cell.of(importance.low()),
                Cell.of(importance.high()));
    }
}
