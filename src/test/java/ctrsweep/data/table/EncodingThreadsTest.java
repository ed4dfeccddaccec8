package ctrsweep.data.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ctrsweep.config.ExperimentReader;
import ctrsweep.settings.DataSettings;
import ctrsweep.settings.Experiment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The columns of a table, and the messages about bad rows, do not depend on threads, blocks or the kind of file.
class EncodingThreadsTest {
    private static final List<EncodingThreads.Plan> PLANS = List.of(
            new EncodingThreads.Plan(1, 4096),
            new EncodingThreads.Plan(1, 7),
            new EncodingThreads.Plan(2, 64),
            new EncodingThreads.Plan(2, 1),
            new EncodingThreads.Plan(5, 100));
    private static final int ROWS = 700;
    /// Fields `item` and `seen` share a vocabulary.
    private static final List<String> FIELDS =
            List.of("""
            data.table.fields=[{name: item, kind: sparse}, {name: seen, kind: sequence, length: 3, separator: '|', embedding_name: item},
              {name: note, kind: sparse, min_count: 2}, {name: tags, kind: sequence, length: 2, separator: '|'},
              {name: price, kind: dense, normalize: zscore}, {name: count, kind: dense, normalize: [log1p, minmax]},
              {name: ratio, column: price, kind: dense, normalize: minmax, missing: 3},
              {name: popular, column: item, kind: dense, take: positives}, {name: city, kind: sparse},
              {name: both, kind: sparse, cross: [item, city]}, {name: hashed, column: note, kind: sparse, encoder: hash, buckets: 50}]""", "data.table.joins=[{file: users.csv, on: user}]", "data.table.user=user");

    @TempDir
    Path folder;

    private static String quoted(String text) {
        return '"' + text.replace("\"", "\"\"") + '"';
    }

    private void writeTable() throws IOException {
        SplittableRandom random = new SplittableRandom(7);
        StringBuilder csv = new StringBuilder("label,user,item,seen,note,tags,price,count\n");
        for (int row = 0; row < ROWS; row++) {
            List<String> values = List.of(
                    "u" + random.nextInt(40),
                    "i" + random.nextInt(90),
                    "i%d|i%d|i%d".formatted(random.nextInt(90), random.nextInt(90), random.nextInt(300)),
                    quoted("line %d\nand \"%d\", ü".formatted(random.nextInt(20), random.nextInt(3))),
                    "x|y%d".formatted(random.nextInt(30)),
                    Double.toString(random.nextInt(1000) / 8.0),
                    Integer.toString(random.nextInt(5000) - 10));
            csv.append(random.nextInt(2));
            for (String value : values) {
                csv.append(',').append(random.nextInt(9) == 0 ? "" : value);
            }
            csv.append('\n');
        }
        Files.writeString(folder.resolve("rows.csv"), csv);
        StringBuilder users = new StringBuilder("user,city\n");
        for (int user = 3; user < 40; user++) {
            users.append("u%d,c%d%n".formatted(user, user % 6));
        }
        Files.writeString(folder.resolve("users.csv"), users);
    }

    private DataSettings settings(String file, List<String> more) {
        List<String> all = new ArrayList<>(List.of(
                "data.dataset_name=table",
                "data.split_strategy=random",
                "data.random_val_ratio=0.2",
                "data.random_test_ratio=0.2",
                "data.table.files=[%s]".formatted(file)));
        all.addAll(more);
        return ExperimentReader.changed(Experiment.DEFAULTS, all).data();
    }

    private TableFile encoded(DataSettings data, EncodingThreads.Plan plan) {
        Path cache = folder.resolve("columns %d %d".formatted(plan.threads(), plan.blockRows()));
        return TableFile.open(folder, data, cache, _ -> {}, _ -> plan);
    }

    @Test
    void columnsDoNotDependOnThreadsBlocksOrTheKindOfFile() throws IOException, SQLException {
        writeTable();
        try (Connection database = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = database.createStatement()) {
            String read =
                    "SELECT label, \"user\", item, string_split(seen, '|') AS seen, note, string_split(tags, '|') AS tags, price, count"
                            + " FROM read_csv('%s/rows.csv', header=true, columns={'label':'INT','user':'VARCHAR','item':'VARCHAR','seen':'VARCHAR','note':'VARCHAR','tags':'VARCHAR','price':'DOUBLE','count':'BIGINT'})"
                                    .formatted(folder);
            statement.execute(
                    "COPY (%s) TO '%s/rows.parquet' (FORMAT parquet, ROW_GROUP_SIZE 2048)".formatted(read, folder));
        }
        Map<String, String> expected = ParquetRowsTest.columns(
                encoded(settings("rows.csv", FIELDS), PLANS.getFirst()).file());
        assertThat(expected).isNotEmpty();
        for (EncodingThreads.Plan plan : PLANS) {
            for (String file : List.of("rows.csv", "rows.parquet")) {
                TableFile table = encoded(settings(file, FIELDS), plan);
                assertThat(ParquetRowsTest.columns(table.file()))
                        .as("%s %s", file, plan)
                        .isEqualTo(expected);
            }
        }
    }

    private String plainTable() {
        StringBuilder csv = new StringBuilder("label,a,n\n");
        for (int row = 0; row < ROWS; row++) {
            csv.append("%d,a%d,%d\n".formatted(row % 2, row % 13, row));
        }
        return csv.toString();
    }

    private void assertFails(String message, String... settings) {
        List<String> all = new ArrayList<>(List.of(
                "data.table.fields=[{name: n, kind: dense}, {name: a, kind: sparse, encoder: number, buckets: 100}]"));
        all.addAll(List.of(settings));
        for (EncodingThreads.Plan plan : PLANS) {
            assertThatThrownBy(() -> encoded(settings("rows.csv", all), plan))
                    .as("%s", plan)
                    .hasMessageStartingWith(folder.resolve("rows.csv") + message);
        }
    }

    /// Line 300 is bad in the last field, later ones in the first field and the label.
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theFirstBadRowIsNamed(boolean quoted) throws IOException {
        String[] lines = plainTable().replaceAll("a(\\d)", "$1").split("\n");
        lines[299] = "1,x,5";
        lines[300] = "1,1,bad";
        lines[301] = "7,1,1";
        lines[302] = "1,1";
        Files.writeString(folder.resolve("rows.csv"), String.join("\n", lines));
        assertFails(":300: a: \"x\" is not a number", "data.table.quoted=" + quoted);
        lines[299] = "1,x,bad";
        Files.writeString(folder.resolve("rows.csv"), String.join("\n", lines));
        assertFails(":300: n: \"bad\" is not a number", "data.table.quoted=" + quoted);
    }

    @Test
    void aBadRowBeforeAQuoteThatIsNotClosedIsNamed() throws IOException {
        String[] lines = plainTable().replaceAll("a(\\d)", "$1").split("\n");
        lines[500] = "1,\"2,5";
        Files.writeString(folder.resolve("rows.csv"), String.join("\n", lines));
        assertFails(":501: the quote that opens a value in this line is not closed");
        lines[499] = "1,x,5";
        Files.writeString(folder.resolve("rows.csv"), String.join("\n", lines));
        assertFails(":500: a: \"x\" is not a number");
    }

    @Test
    void rowsThatAreLeftOutAreTheSame() throws IOException {
        String[] lines = plainTable().split("\n");
        for (int line = 5; line < lines.length; line += 31) {
            lines[line] = line % 2 == 0 ? "1,new %d,bad".formatted(line) : "1,a1";
        }
        Files.writeString(folder.resolve("rows.csv"), String.join("\n", lines));
        DataSettings data = settings(
                "rows.csv",
                List.of(
                        "data.table.fields=[{name: a, kind: sparse}, {name: n, kind: dense, normalize: zscore}]",
                        "data.table.on_bad_row=skip"));
        TableFile first = encoded(data, PLANS.getFirst());
        assertThat(first.facts().badRows().count()).isEqualTo(23);
        for (EncodingThreads.Plan plan : PLANS) {
            TableFile table = encoded(data, plan);
            assertThat(ParquetRowsTest.columns(table.file())).isEqualTo(ParquetRowsTest.columns(first.file()));
            assertThat(table.facts()).isEqualTo(first.facts());
        }
    }

    @Test
    void fieldsWithSeveralSeparatorsCannotReadOneListOfAParquetFile() throws SQLException {
        try (Connection database = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = database.createStatement()) {
            statement.execute("COPY (SELECT 1 AS label, ['a', 'b'] AS tags) TO '%s/rows.parquet' (FORMAT parquet)"
                    .formatted(folder));
        }
        List<String> fields = List.of("""
                data.table.fields=[{name: tags, kind: sequence, length: 3, separator: '|'},
                  {name: again, column: tags, kind: sequence, length: 3, separator: ';'}]""");
        assertThatThrownBy(() -> encoded(settings("rows.parquet", fields), PLANS.getFirst()))
                .hasMessage(
                        folder.resolve("rows.parquet")
                                + ": column tags has lists, which fields read with several separators: \";\", \"|\"; set one separator for all of them");
    }
}
