package ctrsweep.cli.text;

import ctrsweep.data.guess.GuessedColumn;
import ctrsweep.data.guess.GuessedColumn.Role;
import ctrsweep.data.guess.GuessedTable;
import ctrsweep.data.table.TableSample;
import ctrsweep.json.Json;
import ctrsweep.report.Cell;
import ctrsweep.report.Table;
import ctrsweep.report.Table.Column;
import ctrsweep.report.Table.Precision;
import ctrsweep.report.TableFormat;
import ctrsweep.space.Value;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// The first config and spec for a table, as YAML for a person to correct.
///
/// @param file as the config names it
/// @param bytes of the file: a large one gets larger batches and fewer epochs
public record FirstConfig(String name, String file, long bytes, TableSample sample, GuessedTable table) {
    private static final long SMALL = 5_000_000;
    private static final int WIDTH = 100;
    private static final long LARGE = 100_000_000;

    private boolean isNumber() {
        return table.label().role() == Role.NUMBER_LABEL;
    }

    /// Tells what each column was taken for, and why.
    public String told(int width) {
        List<Column> columns = Stream.of("column", "is taken as", "why")
                .map(title -> new Column(title, Precision.EXACT))
                .toList();
        List<List<Cell>> rows = table.columns().stream()
                .map(column -> Stream.of(column.name(), words(column.role()), column.why())
                        .map(Cell::of)
                        .toList())
                .toList();
        return "\n" + TableFormat.TABLE.write(new Table(columns, rows), width) + "\nSplit: "
                + (table.time().isPresent()
                        ? "by time; the last tenth of the time span tests, the tenth before it validates"
                        : "at random; a tenth of the rows validates, a tenth tests")
                + ".\n";
    }

    private static String words(Role role) {
        return switch (role) {
            case CLASS_LABEL, NUMBER_LABEL -> "label";
            case TIME -> "time: order, hour, weekday";
            case SKEWED -> "dense, by its logarithm";
            case LEFT_OUT -> "left out";
            case SPARSE, DENSE, SEQUENCE -> role.name().toLowerCase(Locale.ROOT);
        };
    }

    public String config() {
        StringBuilder yaml = new StringBuilder("""
                # What ./sweep init guessed of %1$s from its first %2$,d rows. ./sweep data configs/%3$s.yaml shows what
                # the model gets of it.
                defaults: deepfm
                model_name: deepfm

                data:
                  dataset_name: table
                  data_dir: .                   # the project's folder
                  split_strategy: %4$s
                  table:
                    files: [%5$s]
                """.formatted(
                file, sample.rows().size(), name, table.time().isPresent() ? "temporal" : "random", quoted(file)));
        if (!sample.separator().isEmpty() && !sample.separator().equals(",")) {
            yaml.append("    separator: ").append(quoted(sample.separator())).append('\n');
        }
        if (!sample.titled()) {
            yaml.append("    header: none\n");
        }
        yaml.append("    label: ").append(word(table.label().name())).append('\n');
        yaml.append(isNumber() ? "    label_kind: number\n" : "");
        table.time()
                .ifPresent(time -> yaml.append(
                        "    time: %s\n    time_format: %s\n".formatted(word(time.name()), table.timeFormat())));
        yaml.append("    sparse: {min_count: 2, width: 8}   # rarer values are unknown\n    fields:\n");
        table.time().ifPresent(time -> Stream.of("hour", "weekday")
                .forEach(part -> yaml.append("      - {name: %s, kind: sparse, column: %s, take: %s}\n"
                        .formatted(word(time.name() + "_" + part), word(time.name()), part))));
        fields(yaml, Role.SPARSE, "kind: sparse");
        fields(yaml, Role.SEQUENCE, "kind: sequence\n        separator: " + quoted(table.separator()));
        fields(yaml, Role.DENSE, "kind: dense\n        normalize: [zscore]");
        fields(yaml, Role.SKEWED, "kind: dense\n        normalize: [log1p, zscore]");
        return yaml + """

                feature:
                  fm_embed_dim: 8
                  embedding_l2_reg: 1.0e-4
                  initialization: normal

                linear:
                  initialization: normal
                """ + (isNumber() ? "  bias: true\n\nloss:\n  name: mse\n" : "")
                + """

                dnn:
                  hidden_units: [64, 32]
                  dropout: 0.2

                training:
                  num_epochs: %d
                  batch_size: %d
                  early_stopping_patience: 2
                """.formatted(bytes > LARGE ? 4 : 12, batch())
                + (isNumber() ? "  metric: rmse\n" : "");
    }

    private int batch() {
        if (bytes <= SMALL) {
            return 256;
        }
        return bytes <= LARGE ? 1024 : 4096;
    }

    private void fields(StringBuilder yaml, Role role, String settings) {
        StringBuilder names = new StringBuilder();
        int line = 0;
        for (GuessedColumn column : table.columns()) {
            if (column.role() == role) {
                String name = word(column.name());
                line += name.length() + 2;
                boolean full = line > WIDTH && !names.isEmpty();
                names.append(separator(names.isEmpty(), full)).append(name);
                line = full ? name.length() + 2 : line;
            }
        }
        if (!names.isEmpty()) {
            yaml.append("      - names: [%s]\n        %s\n".formatted(names, settings));
        }
    }

    private static String separator(boolean first, boolean full) {
        if (first) {
            return "";
        }
        return full ? ",\n                " : ", ";
    }

    public String spec() {
        return """
                # A first search. ./sweep launch sweeps/%1$s.yaml --plan shows its trials.
                version: 1
                name: %1$s
                base: configs/%1$s.yaml
                objective: {metric: %2$s}
                parameters:
                  training.lr:              {min: 3.0e-4, max: 1.0e-2, scale: log}
                  feature.embedding_l2_reg: {min: 1.0e-6, max: 1.0e-2, scale: log}
                  dnn.dropout:              {min: 0.0, max: 0.5}
                budget: {trials: 12}
                """.formatted(name, isNumber() ? "val.rmse, goal: minimize" : "val.auc, goal: maximize");
    }

    private static String word(String text) {
        return text.matches("[A-Za-z][A-Za-z0-9_]*") && !text.matches("(?i)y|n|yes|no|on|off|true|false|null")
                ? text
                : quoted(text);
    }

    private static String quoted(String text) {
        return Json.write(new Value.Text(text));
    }
}
