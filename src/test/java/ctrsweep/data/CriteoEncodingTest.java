package ctrsweep.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ctrsweep.data.bytes.ByteLines;
import ctrsweep.data.column.ColumnCache;
import ctrsweep.data.column.Fingerprint;
import ctrsweep.data.column.Table;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The pieces of the fast way, together against the naive way.
class CriteoEncodingTest {
    private static final int ROWS = 20_000;

    @TempDir
    Path folder;

    private Table encoded(InputStream text, CriteoEncoding encoding) throws IOException {
        return new ColumnCache(folder, 1)
                .open("a", new Fingerprint.Parts().fingerprint(), writer -> {
                    try (ByteLines lines = new ByteLines(text, '\t')) {
                        encoding.encode(lines, writer);
                    }
                })
                .file()
                .table(CriteoEncoding.TABLE);
    }

    @Test
    void aMadeUpFileIsEncodedAsTheNaiveWayDoes() throws IOException {
        Path text = folder.resolve("text");
        new CriteoShaped(ROWS, 3).write(text);
        List<List<String>> rows = Files.readAllLines(text).stream()
                .map(line -> List.of(line.split("\t", -1)))
                .toList();
        assertThat(rows).hasSize(ROWS).allMatch(row -> row.size() == 40);
        CriteoEncoding encoding = new CriteoEncoding();
        Table table = encoded(Files.newInputStream(text), encoding);
        assertThat(table.rows()).isEqualTo(ROWS);
        Set<String> distinct = new HashSet<>();
        for (int category = 0; category < 26; category++) {
            int field = 14 + category;
            Map<String, Integer> counts = new LinkedHashMap<>();
            rows.forEach(row -> counts.merge(row.get(field), 1, Integer::sum));
            Map<String, Integer> ids = new HashMap<>();
            counts.forEach((value, count) -> ids.put(value, count < 4 ? 0 : 1 + known(ids)));
            int[] expected =
                    rows.stream().mapToInt(row -> ids.get(row.get(field))).toArray();
            int[] actual = new int[ROWS];
            for (int row = 0; row < ROWS; row++) {
                actual[row] = table.ints(CriteoEncoding.IDS).at(row, category);
            }
            assertThat(actual).isEqualTo(expected);
            counts.keySet().forEach(value -> distinct.add(field + value));
        }
        assertThat(encoding.distinct()).isEqualTo(distinct.size());
        for (int row = 0; row < ROWS; row += 7) {
            String price = rows.get(row).get(5);
            double number = price.isEmpty() ? 0 : Math.max(0, Integer.parseInt(price));
            assertThat(table.floats(CriteoEncoding.DENSE).at(row, 4)).isEqualTo((float) Math.log(number + 1));
            assertThat(table.floats(CriteoEncoding.LABEL).at(row, 0))
                    .isEqualTo(Integer.parseInt(rows.get(row).getFirst()));
        }
    }

    private static int known(Map<String, Integer> ids) {
        return (int) ids.values().stream().filter(id -> id > 0).count();
    }

    /// So many distinct values of the third category as the first 7200 rows of Criteo's have (4137), by a tenth.
    @Test
    void aMadeUpFileIsAsVariedAsCriteos() throws IOException {
        Path text = folder.resolve("text");
        new CriteoShaped(7200, 3).write(text);
        long distinct = Files.readAllLines(text).stream()
                .map(line -> List.of(line.split("\t", -1)).get(16))
                .distinct()
                .count();
        assertThat(distinct).isBetween(3723L, 4551L);
        new CriteoShaped(7200, 3).write(folder.resolve("again"));
        assertThat(folder.resolve("again")).hasSameBinaryContentAs(text);
    }

    @Test
    void aBadLineIsNamedAndLeavesNothing() {
        InputStream narrow = new ByteArrayInputStream("1\t2\n".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> encoded(narrow, new CriteoEncoding())).hasMessage("line 1 has 2 fields, not 40");
        assertThat(folder).isDirectoryNotContaining("glob:**.columns");
    }

    @Test
    void theBenchmarkBuildsOnceAndTellsSizes() throws IOException {
        EncodingBenchmark benchmark = new EncodingBenchmark(folder);
        Path text = benchmark.text(2000);
        EncodingBenchmark.Result result = benchmark.run(text);
        assertThat(result.textBytes()).isEqualTo(Files.size(text));
        // 26 ids, 13 numbers and a label; then the preamble and the directory
        assertThat(result.columnBytes()).isBetween(2000L * 40 * 4, 2000L * 40 * 4 + 1000);
        assertThat(result.distinct()).isGreaterThan(10_000);
        assertThat(result.heap()).isPositive();
        assertThat(result.megabytesPerSecond()).isPositive();
        assertThatThrownBy(() -> benchmark.run(text)).hasMessage("the columns were there already");
    }
}
