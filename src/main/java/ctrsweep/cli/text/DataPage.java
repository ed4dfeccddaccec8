package ctrsweep.cli.text;

import ctrsweep.data.Dataset;
import ctrsweep.data.Examples;
import ctrsweep.data.Field;
import ctrsweep.data.table.CutPoints;
import ctrsweep.data.table.TableDataset;
import ctrsweep.metric.Metrics;
import ctrsweep.report.Cell;
import ctrsweep.report.Table;
import ctrsweep.report.Table.Column;
import ctrsweep.report.Table.Precision;
import ctrsweep.report.TableFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// The output of `data`.
public record DataPage(Dataset dataset) {
    private static final int SHOWN = 3;

    /// @param seed of the training pass that is shown, if it drew negatives
    public String text(long seed, int width) {
        StringBuilder page = new StringBuilder();
        page.append(TableFormat.TABLE.write(splits(seed), width)).append('\n');
        if (dataset instanceof TableDataset table) {
            page.append(TableFormat.TABLE.write(fields(table), width)).append('\n');
            if (!sharedTables().isEmpty()) {
                page.append(TableFormat.TABLE.write(shared(), width)).append('\n');
            }
            page.append(TableFormat.TABLE.write(first(table), width)).append('\n');
            page.append(leftOut(table));
        } else {
            page.append(TableFormat.TABLE.write(schema(), width)).append('\n');
        }
        FactList lines = new FactList();
        if (dataset instanceof TableDataset table) {
            table.cutPoints().ifPresent(cuts -> lines.add("cut points", words(cuts)));
            lines.add("columns", table.columns().toString())
                    .add("size", "%,.1f MB".formatted(table.columnBytes() / 1e6));
        }
        return page.append(lines.add("fingerprint", dataset.fingerprint()).indented(0))
                .toString();
    }

    private static String words(CutPoints cuts) {
        return String.format(
                Locale.ROOT, "train up to %.1f, val up to %.1f (unix seconds)", cuts.first(), cuts.second());
    }

    private Table splits(long seed) {
        return new Table(
                List.of(
                        new Column("split", Precision.EXACT),
                        new Column("rows", Precision.EXACT),
                        new Column("positives", Precision.EXACT),
                        new Column("mean label", Precision.FOUR_DECIMALS)),
                List.of(
                        split("train", dataset.train(seed, 1)),
                        split("val", dataset.validation()),
                        split("test", dataset.test())));
    }

    /// Counts positives only for binary labels: ratings have none.
    private static List<Cell> split(String name, Examples rows) {
        double sum = 0;
        for (float label : rows.labels()) {
            sum += label;
        }
        Optional<Cell> positives =
                Metrics.areClasses(rows.labels()) ? Optional.of(Cell.of((long) sum)) : Optional.empty();
        return List.of(Cell.of(name), Cell.of((long) rows.size()), Cell.of(positives), Cell.of(sum / rows.size()));
    }

    private static Table fields(TableDataset table) {
        return new Table(
                List.of(
                        new Column("field", Precision.EXACT),
                        new Column("kind", Precision.EXACT),
                        new Column("encoding", Precision.EXACT),
                        new Column("ids", Precision.EXACT),
                        new Column("width", Precision.EXACT),
                        new Column("known in val", Precision.FOUR_DECIMALS),
                        new Column("known in test", Precision.FOUR_DECIMALS)),
                table.described().stream()
                        .map(field -> List.of(
                                Cell.of(field.name()),
                                Cell.of(kind(field.kind())),
                                Cell.of(field.encoding()),
                                ids(field.kind(), field.vocabulary()),
                                Cell.of((long) field.width()),
                                Cell.of(field.knownInValidation()),
                                Cell.of(field.knownInTest())))
                        .toList());
    }

    private Table shared() {
        return new Table(
                List.of(new Column("shared table", Precision.EXACT), new Column("fields", Precision.EXACT)),
                sharedTables().stream()
                        .map(fields -> List.of(
                                Cell.of(fields.getFirst().table()),
                                Cell.of(fields.stream().map(Field::name).collect(Collectors.joining(", ")))))
                        .toList());
    }

    private List<List<Field>> sharedTables() {
        return dataset.schema().tables().values().stream()
                .filter(fields -> fields.size() > 1)
                .toList();
    }

    private static Table first(TableDataset table) {
        List<TableDataset.FirstValues> values = table.firstRows(SHOWN);
        return new Table(
                List.of(new Column("field", Precision.EXACT), new Column("first rows of train", Precision.EXACT)),
                values.stream()
                        .map(field -> List.of(Cell.of(field.name()), Cell.of(String.join(" / ", field.values()))))
                        .toList());
    }

    private static String leftOut(TableDataset table) {
        List<String> examples = table.badRows().examples();
        return examples.isEmpty()
                ? ""
                : "left out: %,d of the rows, as%n  %s%n%n"
                        .formatted(table.badRows().count(), String.join("\n  ", examples));
    }

    private Table schema() {
        return new Table(
                List.of(
                        new Column("field", Precision.EXACT),
                        new Column("kind", Precision.EXACT),
                        new Column("ids", Precision.EXACT),
                        new Column("width", Precision.EXACT)),
                dataset.schema().fields().stream()
                        .map(field -> List.of(
                                Cell.of(field.name()),
                                Cell.of(kind(field.kind())),
                                ids(field.kind(), field.vocabulary()),
                                Cell.of((long) field.width())))
                        .toList());
    }

    private static Cell ids(Field.Kind kind, int vocabulary) {
        return Cell.of(kind == Field.Kind.DENSE ? Optional.empty() : Optional.of(Cell.of((long) vocabulary)));
    }

    private static String kind(Field.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
