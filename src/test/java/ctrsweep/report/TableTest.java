package ctrsweep.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ctrsweep.report.Table.Column;
import ctrsweep.report.Table.Precision;
import ctrsweep.space.Value;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TableTest {

    @Test
    void csvQuotesAndKeepsEveryDigit() {
        Table table = table(
                "name,with comma",
                Cell.of("plain"),
                Cell.of("a \"quote\", a comma"),
                Cell.of("two\nlines"),
                Cell.of(0.1 + 0.2),
                Cell.of(1e-4),
                Cell.of(1e-12),
                Cell.of(1234567.0),
                Cell.of(-5L),
                Cell.of(Double.NEGATIVE_INFINITY),
                new Cell.Is(new Value.Items(List.of(new Value.Int(64), new Value.Int(32)))));

        assertThat(TableFormat.CSV.write(table, 0)).isEqualTo("""
                "name,with comma"
                plain
                "a ""quote"", a comma"
                "two
                lines"
                0.30000000000000004
                0.0001
                1.0E-12
                1234567.0
                -5
                -inf
                "[64, 32]"
                """);
    }

    /// Text that a spreadsheet would run as a formula gets an apostrophe; numbers stay numbers.
    @Test
    void csvDisarmsFormulas() {
        Table table = table(
                "=name",
                Cell.of("=1+1"),
                Cell.of("+cmd"),
                Cell.of("-cmd"),
                Cell.of("@sum"),
                Cell.of("\tx"),
                Cell.of("-1e-3"),
                Cell.of("+7"),
                Cell.of(-0.5));

        assertThat(TableFormat.CSV.write(table, 0).lines())
                .containsExactly("'=name", "'=1+1", "'+cmd", "'-cmd", "'@sum", "'\tx", "-1e-3", "+7", "-0.5");
    }

    @Test
    void numbersAreTheSameInEveryLocale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            Table table = table("x", Cell.of(1234.5), Cell.of(77L));
            assertThat(TableFormat.CSV.write(table, 0)).isEqualTo("x\n1234.5\n77\n");
            assertThat(TableFormat.TABLE.write(table, 80)).contains("1234.5", "77");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void markdownKeepsItsBars() {
        assertThat(TableFormat.MD.write(table("a|b", Cell.of("x|y\nz<b>")), 0)).isEqualTo("""
                | a\\|b |
                | --- |
                | x\\|y\\\\nz&lt;b> |
                """);
    }

    @Test
    void anEmptyTableIsStillATable() {
        Table table = new Table(List.of(new Column("a", Precision.EXACT)), List.of());
        assertThat(TableFormat.JSON.write(table, 0)).isEqualTo("[]\n");
        assertThat(TableFormat.CSV.write(table, 0)).isEqualTo("a\n");
        assertThat(TableFormat.TABLE.write(table, 80)).isEqualTo(" a\n---\n");
    }

    @Test
    void noLineIsWiderThanTheTerminal() {
        List<Column> columns = Stream.of("one", "two", "three", "four")
                .map(name -> new Column(name, Precision.EXACT))
                .toList();
        Table table = new Table(
                columns, List.of(List.of(Cell.of("x".repeat(20)), Cell.of("y"), Cell.of("z".repeat(30)), Cell.of(4L))));

        for (int width : List.of(25, 30, 60, 80)) {
            List<String> drawn = TableFormat.TABLE
                    .write(table, width)
                    .lines()
                    .filter(line -> !line.startsWith("("))
                    .toList();
            assertThat(drawn).hasSize(3).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(width));
        }
        assertThat(TableFormat.TABLE.write(table, 30)).endsWith("(too narrow for: three, four)\n");
        assertThat(TableFormat.TABLE.write(table, 10).lines().findFirst()).contains(" one");
    }

    @Test
    void aNarrowTerminalGetsBriefNamesBeforeItLosesColumns() {
        List<String> paths = List.of("training.lr", "fm.dropout", "dnn.dropout");
        Table table = new Table(
                paths.stream().map(path -> Column.parameter(path, paths)).toList(),
                List.of(List.of(Cell.of(0.029354292735780645), Cell.of(0.5), Cell.of(1e-5))));

        assertThat(TableFormat.TABLE.write(table, 80)).isEqualTo("""
                 training.lr | fm.dropout | dnn.dropout
                -------------+------------+-------------
                   0.0293543 |        0.5 |     0.00001
                """);
        // Two settings end in dropout, so both keep their names.
        assertThat(TableFormat.TABLE.write(table, 39)).isEqualTo("""
                        lr | fm.dropout | dnn.dropout
                -----------+------------+-------------
                 0.0293543 |        0.5 |     0.00001
                """);
        assertThat(TableFormat.CSV.write(table, 39)).isEqualTo("""
                training.lr,fm.dropout,dnn.dropout
                0.029354292735780645,0.5,0.00001
                """);
    }

    @Test
    void sortsNumbersBySizeAndKeepsTiesInOrder() {
        Table table = table("x", Cell.of(10L), Cell.of(Double.NaN), Cell.of(9.5), new Cell.Absent(), Cell.of("text"));

        assertThat(TableFormat.CSV.write(table.sorted("x", false), 0).lines())
                .containsExactly("x", "9.5", "10", "text", "nan", "");
        assertThat(TableFormat.CSV.write(table.sorted("x", true), 0).lines())
                .containsExactly("x", "text", "10", "9.5", "nan", "");
    }

    @Test
    void refusesTwoColumnsOfOneName() {
        Column column = new Column("a", Precision.EXACT);
        assertThatThrownBy(() -> new Table(List.of(column, column), List.of()))
                .hasMessageStartingWith("two columns of one name");
    }

    @Test
    void aMissingColumnNamesTheNearest() {
        assertThatThrownBy(() -> table("val.auc").select(List.of("val.acu")))
                .isInstanceOf(NoSuchColumn.class)
                .hasMessage("no column val.acu; did you mean val.auc?");
    }

    private static Table table(String name, Cell... cells) {
        return new Table(
                List.of(new Column(name, Precision.EXACT)),
                Stream.of(cells).map(List::of).toList());
    }
}
