package ctrsweep.cli;

import ctrsweep.report.Escaped;
import ctrsweep.report.Leaderboard;
import ctrsweep.report.Table;
import ctrsweep.report.TableFormat;
import ctrsweep.space.QuotedName;
import ctrsweep.sweep.SweepSummary;
import ctrsweep.sweep.TrialFilter;
import java.io.PrintStream;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/// The options that select, order and format the rows and columns of a table of trials.
final class TableOptions {
    /// The name that stands for all parameters that vary.
    private static final String PARAMS = "params";

    @Option(
            names = "--where",
            paramLabel = "CONDITION",
            description = {
                "Only trials of which this holds, as \"params.training.lr < 0.01 and val.auc > 0.7\".",
                "There are and, or, not, ( ), = != < <= > >=, in (...), like 'a%%', is null; params.KEY, config.KEY, "
                        + "metrics by split, state, epochs, seconds (30m), started (2026-11-21), error and more;"
                        + " names with spaces or signs between backquotes."
            })
    private Optional<String> where = Optional.empty();

    @Option(
            names = "--sort",
            paramLabel = "[-]COLUMN",
            description = "Orders by this column; - before it for descending.")
    private Optional<String> sort = Optional.empty();

    @Option(
            names = "--columns",
            paramLabel = "COLUMN",
            description = {
                "Shows these columns, in this order, separated by commas; params stands for all parameters that vary, "
                        + "provenance.KEY is one as in --where.",
                "A name with a comma stands between backquotes."
            })
    private List<String> columns = List.of();

    @Option(
            names = "-n",
            paramLabel = "N",
            converter = CountConverter.class,
            description = "Only the first N. Default: all.")
    private int count = Integer.MAX_VALUE;

    @Option(names = "--format", paramLabel = "FORM", description = "table, csv, json or md. Default: table.")
    private TableFormat format = TableFormat.TABLE;

    TableFormat format() {
        return format;
    }

    /// Returns whether the table goes to a terminal with the default columns.
    boolean leavesTheColumnsToUs() {
        return format == TableFormat.TABLE && columns.isEmpty();
    }

    /// Each `provenance.KEY` among the columns that are shown or sorted by.
    List<String> provenance() {
        return Stream.concat(
                        columns.stream().flatMap(names -> QuotedName.list(names).stream()),
                        sort.stream().map(wish -> QuotedName.read(wish.replaceFirst("^-", ""))))
                .filter(name -> name.startsWith(AddedColumns.PROVENANCE))
                .distinct()
                .toList();
    }

    TrialFilter filter(ZoneId zone) {
        return new TrialFilter(where, zone, false);
    }

    /// Whether all trials are wanted in the order of their ranks.
    boolean leaveTheOrder() {
        return sort.isEmpty() && count == Integer.MAX_VALUE;
    }

    /// Reports that no trial is left. The metrics are then unknown too, so that neither a column nor an order
    /// can be refused.
    void tellIfNone(int trials, SweepSummary sweep, PrintStream err) {
        if (trials == 0) {
            err.println(
                    where.isPresent()
                            ? "no trial of %s fits --where".formatted(Escaped.of(sweep.name()))
                            : "%s has no trial yet".formatted(Escaped.of(sweep.name())));
        }
    }

    /// The selected rows, with all columns.
    Table rows(Table table) {
        if (table.rows().isEmpty()) {
            return table;
        }
        Table sorted = sort.map(wish -> Order.of(wish, table))
                .map(order -> table.sorted(order.column, order.descending))
                .orElse(table);
        return count < sorted.rows().size() ? sorted.first(count) : sorted;
    }

    /// The selected entries, in the order of `--sort`.
    Leaderboard entries(Leaderboard leaderboard) {
        Leaderboard sorted = sort.filter(wish -> !leaderboard.entries().isEmpty())
                .map(wish -> Order.of(wish, leaderboard.table()))
                .map(order -> leaderboard.sorted(order.column, order.descending))
                .orElse(leaderboard);
        return sorted.first(count);
    }

    /// The columns of `--columns`; without that option, a terminal gets the most important ones.
    Table columns(Table table, Leaderboard leaderboard) {
        if (!columns.isEmpty() && !table.rows().isEmpty()) {
            return table.select(columns.stream()
                    .flatMap(names -> QuotedName.list(names).stream())
                    .flatMap(name -> name.equals(PARAMS)
                            ? leaderboard.parameterColumns().stream()
                            : Stream.of(withoutPrefix(name, table)))
                    .toList());
        }
        return format == TableFormat.TABLE
                ? table.select(leaderboard.mainColumns().stream()
                        .filter(table.names()::contains)
                        .toList())
                : table;
    }

    private record Order(String column, boolean descending) {
        static Order of(String wish, Table table) {
            boolean descending = wish.startsWith("-");
            String name = QuotedName.read(descending ? wish.substring(1) : wish);
            return new Order(withoutPrefix(name, table), descending);
        }
    }

    /// Conditions say `params.training.lr` where a column is named `training.lr`.
    private static String withoutPrefix(String name, Table table) {
        String prefix = PARAMS + ".";
        return name.startsWith(prefix) && table.names().contains(name.substring(prefix.length()))
                ? name.substring(prefix.length())
                : name;
    }
}
