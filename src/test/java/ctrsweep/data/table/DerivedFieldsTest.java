package ctrsweep.data.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ctrsweep.config.ExperimentReader;
import ctrsweep.data.DataException;
import ctrsweep.data.RawRow;
import ctrsweep.data.Rows;
import ctrsweep.settings.Experiment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Fields that are computed from several columns.
class DerivedFieldsTest {
    @TempDir
    Path folder;

    /// @param rows of each file, after the label
    private TableDataset dataset(String columns, List<String> rows, String... settings) throws IOException {
        StringBuilder text = new StringBuilder("label," + columns + "\n");
        for (int i = 0; i < rows.size(); i++) {
            text.append(i % 2).append(',').append(rows.get(i)).append('\n');
        }
        Files.writeString(folder.resolve("rows"), text);
        return GivenTable.of(folder, "rows", "rows", List.of(settings));
    }

    private static List<List<String>> first(TableDataset data, int rows) {
        return data.firstRows(rows).stream()
                .map(TableDataset.FirstValues::values)
                .toList();
    }

    /// A row for `predict`.
    private static Rows encoded(TableDataset data, String columns, String... values) {
        return data.encode(List.of(new RawRow("r:1", List.of(columns.split(",", -1)), Arrays.asList(values))));
    }

    /// Without the marks, ("a&b", "c") and ("a", "b&c") would both be a&b&c.
    @Test
    void crossesTellAllValuesApart() throws IOException {
        TableDataset data = dataset(
                "a,b",
                List.of("a&b,c", "a,b&c", "a\\,c", "x,", "a,b&c"),
                "data.table.fields=[{name: ab, kind: sparse, cross: [a, b], missing: none},"
                        + " {name: hashed, kind: sparse, cross: [b, a], encoder: hash, buckets: 1000}]");
        assertThat(first(data, 5).getFirst()).containsExactly("a\\&b&c", "a&b\\&c", "a\\\\&c", "none", "a&b\\&c");
        int[] ids = data.train(1, 1).inMemory().sparse();
        // by bytes: "a&b\\&c" (26), "a\\&b&c" (5c 26), "a\\\\&c" (5c 5c), "none"; 1 to 4
        assertThat(new int[] {ids[0], ids[2], ids[4], ids[6], ids[8]}).containsExactly(2, 1, 3, 4, 1);
        assertThat(ids[3]).isEqualTo(ids[9]).isNotEqualTo(ids[1]);
        assertThat(data.rawColumns()).containsExactly("a", "b");
        assertThat(encoded(data, "a,b", "a", "b&c").sparse()).containsExactly(ids[2], ids[3]);
    }

    /// x1 and x2 with y: two combinations; without a value of b there is none.
    @Test
    void aSequenceOfCrossesHasAllCombinations() throws IOException {
        TableDataset data = dataset(
                "a,b",
                List.of("x1;x2,y", "x1,y;z", "x1,", "x2;x1,z;y"),
                "data.table.fields=[{name: ab, kind: sequence, cross: [a, b], separator: ;, length: 3}]");
        assertThat(first(data, 4).getFirst()).containsExactly("x1&y;x2&y", "x1&y;x1&z", "", "x2&z;x2&y;x1&z");
        // x1&y, x1&z, x2&y, x2&z are 1 to 4
        assertThat(encoded(data, "a,b", "x1;x2", "y").sequences()).containsExactly(1, 3, 0);
    }

    /// Of `a:3|b:7`, b has 7; c has nothing, and `:` within a value stays.
    @Test
    void looksValuesUp() throws IOException {
        TableDataset data = dataset(
                "prices,shop",
                List.of("a:3|b:7,b", "a:3|b:7,c", ",a", "a:3|b:7,", "x:y:z|a:1,x"),
                "data.table.fields=[{name: price, kind: sparse, lookup: {map: prices, key: shop}, missing: none}]");
        assertThat(first(data, 5).getFirst()).containsExactly("7", "none", "none", "none", "y:z");
        assertThat(encoded(data, "shop,prices", "a", "b:2|a:7").sparse()).containsExactly(1);
    }

    @Test
    void looksNumbersUp() throws IOException {
        TableDataset data = dataset(
                "prices,shop",
                List.of("a:3;b:7.5,b", "a:3,b", "a:3;b,b"),
                "data.table.fields=[{name: price, kind: dense, lookup: {map: prices, key: shop, separator: ;},"
                        + " missing: -1, unreadable: missing}]");
        assertThat(data.train(1, 1).inMemory().dense()).containsExactly(7.5f, -1, -1);
        assertThatThrownBy(() -> dataset(
                        "prices,shop",
                        List.of("a:3;b,b", "a:3,b"),
                        "data.table.fields=[{name: price, kind: dense, lookup: {map: prices, key: shop,"
                                + " separator: ;}}]"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("rows:2: price: prices: \"b\" is not key:value");
    }

    /// 3 / (5 + 1) = 0.5; log10(1000) + |-2| = 5; a missing column makes the number missing.
    @Test
    void computesNumbers() throws IOException {
        TableDataset data = dataset(
                "clicks,views,`the rest`",
                List.of("3,5,1000", "8,1,10", ",1,100"),
                "data.table.fields=[{name: rate, kind: dense, expression: clicks / (views + 1), missing: -1},"
                        + " {name: part, kind: sparse, expression: clicks * 2, boundaries: [10]},"
                        + " {name: text, kind: sparse, expression: log10(`the rest`) + abs(-2), missing: none}]"
                                .replace("`the rest`", "```the rest```"));
        assertThat(data.train(1, 1).inMemory().dense()).containsExactly(0.5f, 4, -1);
        assertThat(first(data, 3).get(1)).containsExactly("[, 10.0)", "[10.0, )", "?");
        assertThat(first(data, 3).get(2)).containsExactly("5", "3", "4");
        assertThat(data.rawColumns()).containsExactly("clicks", "views", "`the rest`");
        assertThat(encoded(data, "views,clicks,`the rest`", "3", "1", "1").dense())
                .containsExactly(0.25f);
    }

    @Test
    void whatAnExpressionCannotComputeIsToldOrMissing() throws IOException {
        String fields = "data.table.fields=[{name: rate, kind: dense, expression: clicks / views%s}]";
        assertThatThrownBy(() -> dataset("clicks,views", List.of("3,0", "1,1"), fields.formatted("")))
                .hasMessageContaining(
                        "rows:2: rate: the expression gives Infinity; unreadable: missing counts it as missing");
        assertThatThrownBy(() -> dataset("clicks,views", List.of("x,1", "1,1"), fields.formatted("")))
                .hasMessageContaining("rows:2: rate: clicks: \"x\" is not a number");
        TableDataset data = dataset(
                "clicks,views", List.of("3,0", "1,2", "x,1"), fields.formatted(", unreadable: missing, missing: 9"));
        assertThat(data.train(1, 1).inMemory().dense()).containsExactly(9, 0.5f, 9);
    }

    @Test
    void madeUpValuesAreTheSameForEqualOnes() throws IOException {
        List<String> users = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            users.add("u" + i % 1_000);
        }
        String fields = "data.table.fields=[{names: [gender, other], kind: sparse,"
                + " made_up: {by: user, values: [M, F]%s}}, {name: age, kind: dense, made_up: {by: user, min: 18, max: 20}}]";
        TableDataset data = dataset("user", users, fields.formatted(""));
        Rows rows = data.train(1, 1).inMemory();
        int[] ids = rows.sparse();
        float[] ages = rows.dense();
        assertThat(Arrays.copyOfRange(ids, 0, 2_000)).isEqualTo(Arrays.copyOfRange(ids, 2_000, 4_000));
        assertThat(Arrays.copyOfRange(ages, 0, 1_000)).isEqualTo(Arrays.copyOfRange(ages, 1_000, 2_000));
        int equal = 0;
        int men = 0;
        int[] ofAge = new int[21];
        for (int user = 0; user < 1_000; user++) {
            equal += ids[2 * user] == ids[2 * user + 1] ? 1 : 0;
            men += ids[2 * user] == 2 ? 1 : 0;
            ofAge[(int) ages[user]]++;
        }
        // half of 1,000 with a deviation of 15.8; a third with 14.9
        assertThat(men).isBetween(420, 580);
        assertThat(equal).isBetween(420, 580);
        assertThat(List.of(ofAge[18], ofAge[19], ofAge[20])).allMatch(count -> count > 260 && count < 410);
        assertThat(data.remark()).contains("made up: gender, other, age");
        assertThat(encoded(data, "user", "u7").sparse()).containsExactly(ids[14], ids[15]);
        TableDataset again = dataset("user", users, fields.formatted(", seed: 7"));
        assertThat(again.train(1, 1).inMemory().sparse()).isNotEqualTo(ids);
        assertThat(again.train(1, 1).inMemory().dense()).isEqualTo(ages);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "name: a, kind: dense, cross: [x, y] # a.cross: is text, and a dense field takes numbers",
                "name: a, kind: sparse, cross: [x] # a.cross: needs two columns or more",
                "name: a, kind: sparse, cross: [x, x] # a.cross: names a column twice",
                "name: a, kind: sparse, cross: [x, y], bin: 5 # a.bin: is of numbers, and a cross is text",
                "name: a, kind: sparse, cross: [x, y], encoder: number # a.encoder: takes numbers, and a cross is text, for encoder: vocabulary or hash",
                "name: a, kind: sparse, cross: [x, y], flags: [z] # a.cross: does not go with flags",
                "names: [a, b], kind: sparse, cross: [x, y] # [0].cross: make one field; give it one name",
                "name: a, kind: sparse, lookup: {map: x} # a.lookup: needs the key key, a column",
                "name: a, kind: sparse, lookup: {map: x, key: y, glue: z} # a.lookup.glue: no such key; there are map, key, separator",
                "name: a, kind: sparse, lookup: x # a.lookup: must be keys and values",
                "name: a, kind: sequence, lookup: {map: x, key: y} # a.lookup: makes one value, for kind: sparse or dense",
                "name: a, kind: dense, expression: x +, take: year # a.take: does not go with expression",
                "name: a, kind: dense, expression: x + # a.expression: expected a number or a name at column 4, where the expression ends",
                "name: a, kind: dense, expression: pow(x) # a.expression: no such function: pow; functions: min, max, abs, round, floor, sqrt, log, log10, log1p, exp",
                "name: a, kind: dense, expression: 1 + 2 # a.expression: names no column, as clicks / (views + 1)",
                "name: a, kind: dense, expression: x + 2, separator: ;, length: 2 # a.separator: does not go with expression, which is one number",
                "name: a, kind: sparse, made_up: {by: u} # a.made_up: needs the key values, as [M, F], or min and max, as 18 and 65",
                "name: a, kind: sparse, made_up: {values: [M]} # a.made_up: needs the key by, the column whose equal values get the same",
                "name: a, kind: dense, made_up: {by: u, min: 9, max: 1} # a.made_up.max: must be min or up to 99,999 above it",
            })
    void refuses(String keys, String message) {
        assertThatThrownBy(() ->
                        ExperimentReader.changed(Experiment.DEFAULTS, List.of("data.table.fields=[{" + keys + "}]")))
                .hasMessageContaining("data.table.fields." + message);
    }
}
