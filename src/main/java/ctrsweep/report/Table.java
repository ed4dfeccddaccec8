package ctrsweep.report;

import ctrsweep.config.ShortName;
import ctrsweep.space.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// A header and rows of typed cells. Column names are distinct.
public record Table(List<Column> columns, List<List<Cell>> rows) {

    /// @param brief the name for a narrow terminal
    /// @param precision of numbers shown to people; files always get all digits
    public record Column(String name, String brief, Precision precision) {
        public Column(String name, Precision precision) {
            this(name, name, precision);
        }

        /// The column of a parameter. Its brief name is the last part of its path, if no other path ends in it: `lr`
        /// for `training.lr`.
        public static Column parameter(String path, List<String> all) {
            String last = path.substring(path.lastIndexOf('.') + 1);
            boolean alone = all.stream()
                            .filter(other -> other.equals(last) || other.endsWith("." + last))
                            .count()
                    == 1;
            return new Column(path, alone ? last : path, Precision.SIX_DIGITS);
        }

        Column shortened() {
            return new Column(brief, brief, precision);
        }
    }

    public enum Precision {
        EXACT,
        /// Parameters, whose further digits are random.
        SIX_DIGITS,
        /// Metrics.
        FOUR_DECIMALS,
        /// Seconds.
        ONE_DECIMAL
    }

    public Table {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
        if (columns.stream().map(Column::name).distinct().count() != columns.size()) {
            throw new IllegalArgumentException("two columns of one name: " + columns);
        }
        for (List<Cell> row : rows) {
            if (row.size() != columns.size()) {
                throw new IllegalArgumentException(row.size() + " cells for " + columns.size() + " columns: " + row);
            }
        }
    }

    public List<String> names() {
        return columns.stream().map(Column::name).toList();
    }

    /// The whole numbers of a column by row; -1 for a cell that has none.
    ///
    /// @throws NoSuchColumn if there is no such column
    public List<Long> whole(String name) {
        int place = place(name);
        return rows.stream()
                .map(row -> row.get(place) instanceof Cell.Is(Value.Int(long number)) ? number : -1L)
                .toList();
    }

    /// A table with these columns in this order.
    ///
    /// @throws NoSuchColumn if there is no such column
    public Table select(List<String> names) {
        List<Integer> places = names.stream().distinct().map(this::place).toList();
        return new Table(
                pick(columns, places),
                rows.stream().map(row -> pick(row, places)).toList());
    }

    /// Inserts a column.
    ///
    /// @param place its index
    /// @param cells one for each row
    public Table with(int place, Column column, List<Cell> cells) {
        return new Table(
                inserted(columns, place, column),
                IntStream.range(0, rows.size())
                        .mapToObj(row -> inserted(rows.get(row), place, cells.get(row)))
                        .toList());
    }

    private static <T> List<T> inserted(List<T> row, int place, T added) {
        List<T> longer = new ArrayList<>(row);
        longer.add(place, added);
        return longer;
    }

    public Table without(String name) {
        return select(names().stream().filter(column -> !column.equals(name)).toList());
    }

    /// Sorts the rows by a column. Rows with equal cells keep their order; rows without a value come last.
    ///
    /// @throws NoSuchColumn if there is no such column
    public Table sorted(String name, boolean descending) {
        return new Table(
                columns, order(name, descending).stream().map(rows::get).toList());
    }

    /// The indices of the rows in the order of [#sorted].
    List<Integer> order(String name, boolean descending) {
        int place = place(name);
        Comparator<Cell> cells = descending ? Cell.ascending().reversed() : Cell.ascending();
        return IntStream.range(0, rows.size())
                .boxed()
                .sorted(Comparator.comparing((Integer row) -> rows.get(row).get(place), Cell.withoutValueLast(cells)))
                .toList();
    }

    public Table first(int count) {
        return new Table(columns, rows.stream().limit(count).toList());
    }

    private int place(String name) {
        int place = names().indexOf(name);
        return place < 0 ? shortPlace(name) : place;
    }

    /// Finds the column whose path ends with this name, as narrow tables show it.
    private int shortPlace(String name) {
        List<String> candidates = ShortName.candidates(name, names());
        if (candidates.size() != 1) {
            throw candidates.isEmpty() ? new NoSuchColumn(name, names()) : NoSuchColumn.ambiguous(name, candidates);
        }
        return names().indexOf(candidates.getFirst());
    }

    private static <T> List<T> pick(List<T> row, List<Integer> places) {
        return places.stream().map(row::get).toList();
    }
}
