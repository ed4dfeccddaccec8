package ctrsweep.data.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ctrsweep.data.RawFile;
import ctrsweep.data.RawRow;
import ctrsweep.data.column.ColumnFile;
import ctrsweep.data.column.ColumnTable;
import ctrsweep.data.column.ColumnValues;
import ctrsweep.data.column.Found;
import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Tables whose files are Parquet, which DuckDB writes, against the same rows as CSV.
class ParquetRowsTest {
    private static final List<String> FIELDS = List.of("""
            data.table.fields=[
              {name: user, kind: sparse}, {name: price, kind: dense, normalize: minmax},
              {name: count, kind: dense, normalize: zscore}, {name: day, kind: sparse}, {name: hour, column: at, kind: sparse, take: hour},
              {name: shown, kind: sparse}, {name: cost, kind: sparse}, {name: tags, kind: sequence, length: 3, separator: '|'}]""", "data.table.time_format=iso");
    private static final String TYPES =
            "{'label':'INT','user':'VARCHAR','price':'DOUBLE','count':'BIGINT','day':'DATE','at':'TIMESTAMP','shown':'BOOLEAN','cost':'DECIMAL(9,2)','tags':'VARCHAR'}";
    private static final String HEADER = "label,user,price,count,day,at,shown,cost,tags\n";

    @TempDir
    Path folder;

    /// Runs statements in a database of their own; `@` is the test's folder.
    private void sql(String... statements) throws SQLException {
        try (Connection database = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = database.createStatement()) {
            for (String each : statements) {
                statement.execute(each.replace("@", folder.toString()));
            }
        }
    }

    private static String rows(int count, long seed) {
        Random random = new Random(seed);
        StringBuilder csv = new StringBuilder(HEADER);
        for (int row = 0; row < count; row++) {
            String[] values = {
                Integer.toString(random.nextInt(2)),
                "user " + random.nextInt(40) + (random.nextInt(9) == 0 ? " ü" : ""),
                Double.toString(random.nextInt(4) == 0 ? random.nextGaussian() * 1e9 : random.nextInt(100)),
                Long.toString(random.nextInt(1000) - 500L),
                "2026-10-%02d".formatted(1 + random.nextInt(30)),
                "2026-10-01T%02d:00:07%s".formatted(random.nextInt(24), random.nextBoolean() ? "" : ".25"),
                random.nextBoolean() ? "true" : "false",
                "%d.%02d".formatted(random.nextInt(5), random.nextInt(100)),
                "x|y%d|z".formatted(random.nextInt(5)),
            };
            for (int column = 1; column < values.length; column++) {
                values[column] = random.nextInt(8) == 0 ? "" : values[column];
            }
            csv.append(String.join(",", values)).append('\n');
        }
        return csv.toString();
    }

    private void write(String name, String csv) throws IOException {
        Files.writeString(folder.resolve(name), csv);
    }

    /// Writes a CSV file again as Parquet, with row groups of 2048 rows.
    private void convert(String csv, String parquet, String select, String options) throws SQLException {
        sql(
                "COPY (SELECT %s FROM read_csv('@/%s', header=true, columns=%s)) TO '@/%s' (FORMAT parquet, ROW_GROUP_SIZE 2048%s)"
                        .formatted(select, csv, TYPES, parquet, options));
    }

    private TableDataset dataset(String train, String heldOut) {
        return GivenTable.of(folder, train, heldOut, FIELDS);
    }

    /// All columns of a data set but the facts about its files.
    static Map<String, String> columns(TableDataset data) throws IOException {
        return columns(((Found.Whole) ColumnFile.open(data.columns())).file());
    }

    static Map<String, String> columns(ColumnFile file) {
        Map<String, String> all = new HashMap<>();
        file.tables().forEach((name, table) -> {
            if (!name.equals(TableFile.FACTS)) {
                table.columns().keySet().forEach(column -> all.put(name + " " + column, text(table, column)));
            }
        });
        return all;
    }

    private static String text(ColumnTable table, String column) {
        return switch (table.columns().get(column)) {
            case ColumnValues.Ints ints -> Arrays.toString(ints.values().toArray(ValueLayout.JAVA_INT));
            case ColumnValues.Floats floats -> Arrays.toString(floats.values().toArray(ValueLayout.JAVA_INT));
            case ColumnValues.Lists lists -> {
                StringBuilder text = new StringBuilder();
                for (long row = 0; row < table.rows(); row++) {
                    text.append(Arrays.toString(lists.row(row)));
                }
                yield text.toString();
            }
            case ColumnValues.Texts texts -> {
                StringBuilder text = new StringBuilder();
                for (long row = 0; row < table.rows(); row++) {
                    text.append(Arrays.toString(texts.row(row)));
                }
                yield text.toString();
            }
            case null -> throw new AssertionError(column);
        };
    }

    private void writeBoth(String options) throws IOException, SQLException {
        write("train.csv", rows(5000, 1));
        write("other.csv", rows(300, 2));
        convert("train.csv", "train.parquet", "*", options);
        convert("other.csv", "other.parquet", "*", options);
    }

    @ParameterizedTest
    @ValueSource(strings = {"snappy", "zstd", "gzip", "lz4_raw", "uncompressed"})
    void columnsAreThoseOfTheSameRowsAsCsv(String codec) throws Exception {
        writeBoth(", COMPRESSION " + codec);
        assertThat(columns(dataset("train.parquet", "other.parquet")))
                .isEqualTo(columns(dataset("train.csv", "other.csv")));
    }

    @Test
    void columnsAreFoundByName() throws Exception {
        writeBoth("");
        convert("train.csv", "moved.parquet", "tags, 7 AS unused, cost, [['x']] AS nested, * EXCLUDE (tags, cost)", "");
        assertThat(columns(dataset("moved.parquet", "other.parquet")))
                .isEqualTo(columns(dataset("train.csv", "other.csv")));
    }

    @Test
    void aListIsASequence() throws Exception {
        writeBoth("");
        String lists = "* REPLACE (string_split(tags, '|') AS tags)";
        convert("train.csv", "lists.parquet", lists, "");
        convert("other.csv", "others.parquet", lists, "");
        assertThat(columns(dataset("lists.parquet", "others.parquet")))
                .isEqualTo(columns(dataset("train.csv", "other.csv")));
    }

    @Test
    void filesOfBothKindsAreOneTable() throws Exception {
        writeBoth("");
        assertThat(columns(dataset("train.csv, other.parquet", "other.csv")))
                .isEqualTo(columns(dataset("train.parquet, other.csv", "other.parquet")));
    }

    @Test
    void aFolderIsTheFilesInIt() throws Exception {
        writeBoth("");
        Files.createDirectory(folder.resolve("parts"));
        convert("train.csv", "parts/part-00000.parquet", "*", "");
        convert("other.csv", "parts/part-00001.parquet", "*", "");
        write("parts/_SUCCESS", "");
        write("parts/.part-00000.parquet.crc", "x");
        write("test.csv", rows(50, 3));
        Map<String, String> expected = columns(tested("train.csv, other.parquet"));
        assertThat(columns(tested("parts"))).isEqualTo(expected);
        assertThat(columns(tested("parts/*.parquet"))).isEqualTo(expected);
    }

    /// A data set whose test rows are of a file of their own.
    private TableDataset tested(String train) {
        List<String> settings = new ArrayList<>(FIELDS);
        settings.add("data.table.test_files=[test.csv]");
        return GivenTable.of(folder, train, "other.csv", settings);
    }

    @Test
    void aBadRowHasItsNumberInTheFile() throws Exception {
        writeBoth("");
        convert(
                "train.csv",
                "bad.parquet",
                "* REPLACE (CASE WHEN row_number() OVER () = 4321 THEN 7 ELSE label END AS label)",
                "");
        refuses("bad.parquet", "bad.parquet: row 4321: label: \"7\" is neither 0 nor 1");
    }

    private void refuses(String train, String... words) {
        assertThatThrownBy(() -> dataset(train, "other.csv")).hasMessageContainingAll(words);
        String file = train.substring(train.lastIndexOf(' ') + 1);
        assertThat(folder.resolve("columns"))
                .satisfiesAnyOf(columns -> assertThat(columns).doesNotExist(), columns -> assertThat(columns)
                        .isDirectoryNotContaining("glob:**/%s-*".formatted(file)));
    }

    @Test
    void saysWhatIsWrongWithAFile() throws Exception {
        writeBoth("");
        byte[] whole = Files.readAllBytes(folder.resolve("train.parquet"));
        Files.write(folder.resolve("cut.parquet"), Arrays.copyOf(whole, whole.length / 2));
        refuses(
                "cut.parquet",
                "cut.parquet: cannot be read as Parquet: ",
                "it is damaged or not whole; write it again");
        write("text.parquet", HEADER);
        refuses("text.parquet", "text.parquet: is not a Parquet file: it does not begin with PAR1");
        write("empty.parquet", "");
        refuses("empty.parquet", "empty.parquet: is not a Parquet file: it is empty");
        refuses("none.parquet", "none.parquet: no such file");
        byte[] damaged = whole.clone();
        Arrays.fill(damaged, whole.length / 2, whole.length / 2 + 2000, (byte) 0x55);
        Files.write(folder.resolve("damaged.parquet"), damaged);
        refuses(
                "damaged.parquet",
                "damaged.parquet: cannot be read as Parquet: ",
                "row group ",
                "is damaged; write the file again");
        sql(
                "SET force_mbedtls_unsafe = 'true'",
                "PRAGMA add_parquet_key('k', '0123456789112345')",
                "COPY (SELECT 1 AS label, 'x' AS user) TO '@/secret.parquet' (ENCRYPTION_CONFIG {footer_key: 'k'})");
        refuses(
                "secret.parquet",
                "secret.parquet: is an encrypted Parquet file, which cannot be read; write it without encryption");
    }

    @Test
    void saysWhatIsWrongWithAColumn() throws Exception {
        writeBoth("");
        convert("train.csv", "bad.parquet", "* RENAME (price AS prise)", "");
        refuses("bad.parquet", "data.table.fields.price: there is no column price; did you mean prise?");
        refuses("train.csv, bad.parquet", "bad.parquet: has no column price; did you mean prise?");
        convert("train.csv", "map.parquet", "* REPLACE (MAP {'a': 1} AS user)", "");
        refuses("map.parquet", "map.parquet: column user is a map");
        convert("train.csv", "deep.parquet", "* REPLACE ([['a']] AS user)", "");
        refuses("deep.parquet", "deep.parquet: column user is a list of lists or structs");
        convert("train.csv", "list.parquet", "* REPLACE (['a'] AS user)", "");
        refuses(
                "list.parquet",
                "list.parquet: column user has lists; only a sequence, or a dense field with a separator, reads them");
        convert("train.csv", "brotli.parquet", "*", ", COMPRESSION brotli");
        refuses(
                "brotli.parquet",
                "brotli.parquet: column label is packed with BROTLI; write it with snappy, zstd, lz4 or gzip");
        convert("train.csv", "type.parquet", "* REPLACE (INTERVAL 1 DAY AS user)", "");
        refuses(
                "type.parquet",
                "type.parquet: column user has values of type ",
                "which have no text; write it as a string or number");
        convert("train.csv", "separator.parquet", "* REPLACE (['a', 'b|c'] AS tags)", "");
        refuses(
                "separator.parquet",
                "separator.parquet: rows from 1 on: a list in column tags has the value \"b|c\", which contains the separator \"|\"");
        convert("train.csv", "number.parquet", "* REPLACE ('many' AS count)", "");
        refuses("number.parquet", "number.parquet: row 1: count: \"many\" is not a number");
        convert("train.csv", "blob.parquet", "* REPLACE ('\\xFF\\xFE'::BLOB AS user)", "");
        refuses("blob.parquet", "blob.parquet: row 1: column user has bytes that are not UTF-8 text");
    }

    @Test
    void rowsToPredictAreThoseOfTheCsvFile() throws Exception {
        writeBoth("");
        TableDataset data = dataset("train.csv", "other.csv");
        try (RawFile parquet = RawFile.open(folder.resolve("other.parquet"), data.separators());
                RawFile csv = RawFile.open(folder.resolve("other.csv"), data.separators())) {
            parquet.require(data.rawColumns());
            List<RawRow> rows = parquet.next(200);
            assertThat(rows.getLast().place()).endsWith("other.parquet: row 200");
            assertThat(rows.stream().map(RawRow::values).toList())
                    .isEqualTo(csv.next(200).stream().map(RawRow::values).toList());
            assertThat(parquet.next(200)).hasSize(100);
            assertThat(parquet.next(200)).isEmpty();
        }
        convert("other.csv", "bad.parquet", "* RENAME (price AS prise)", "");
        try (RawFile bad = RawFile.open(folder.resolve("bad.parquet"), data.separators())) {
            assertThatThrownBy(() -> bad.require(data.rawColumns()))
                    .hasMessageContaining("bad.parquet: has no column price; did you mean prise?");
        }
    }

    @Test
    void listsToPredictAreTheTextsOfTheCsvFile() throws Exception {
        writeBoth("");
        TableDataset data = dataset("train.csv", "other.csv");
        convert("other.csv", "lists.parquet", "* REPLACE (string_split(tags, '|') AS tags), [1, 2] AS unread", "");
        try (RawFile parquet = RawFile.open(folder.resolve("lists.parquet"), data.separators());
                RawFile csv = RawFile.open(folder.resolve("other.csv"), data.separators())) {
            assertThat(parquet.header()).isEqualTo(csv.header());
            assertThat(parquet.next(200).stream().map(RawRow::values).toList())
                    .isEqualTo(csv.next(200).stream().map(RawRow::values).toList());
        }
    }

    @Test
    void joinsAParquetFile() throws Exception {
        writeBoth("");
        sql(
                "COPY (SELECT 'user ' || i AS user, 'city ' || i % 5 AS city FROM range(30) t(i)) TO '@/users.parquet'",
                "COPY (SELECT 'user ' || i AS user, 'city ' || i % 5 AS city FROM range(30) t(i)) TO '@/users.csv'");
        String fields = "data.table.fields=[{name: city, kind: sparse}]";
        assertThat(columns(GivenTable.of(
                        folder,
                        "train.csv",
                        "other.csv",
                        List.of(fields, "data.table.joins=[{file: users.parquet, on: user}]"))))
                .isEqualTo(columns(GivenTable.of(
                        folder,
                        "train.csv",
                        "other.csv",
                        List.of(fields, "data.table.joins=[{file: users.csv, on: user}]"))));
    }
}
