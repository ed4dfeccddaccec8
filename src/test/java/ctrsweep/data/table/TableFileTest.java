package ctrsweep.data.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ctrsweep.config.ExperimentReader;
import ctrsweep.data.DataException;
import ctrsweep.data.Examples;
import ctrsweep.data.MappedRows;
import ctrsweep.data.Rows;
import ctrsweep.settings.Experiment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Columns are made once, and made anew when they are not those of the files.
class TableFileTest {

    @TempDir
    Path folder;

    private Path cache = Path.of("");

    @BeforeEach
    void writeRows() throws IOException {
        cache = folder.resolve("columns");
        write("1,ann,5\n0,bob,6\n1,cyd,7\n0,ann,8\n1,bob,9\n0,ann,1\n1,dee,2\n0,eve,3\n1,ann,4\n0,bob,5\n");
    }

    private void write(String rows) throws IOException {
        Files.writeString(folder.resolve("rows.csv"), "label,user,price\n" + rows);
    }

    private TableDataset open(String... overrides) {
        List<String> all = new ArrayList<>(List.of(
                "data.dataset_name=table",
                "data.split_strategy=random",
                "data.random_val_ratio=0.2",
                "data.random_test_ratio=0.2",
                "data.table.files=[rows.csv]",
                "data.table.fields=[{name: user, kind: sparse}, {name: price, kind: dense, normalize: zscore}]"));
        all.addAll(List.of(overrides));
        return new TableDataset(
                folder, ExperimentReader.changed(Experiment.DEFAULTS, all).data(), 1, cache, _ -> {});
    }

    private List<Path> columns() throws IOException {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(cache)) {
            files.forEach(file -> found.add(file.getFileName()));
        }
        return found.stream().filter(file -> !file.toString().endsWith(".lock")).toList();
    }

    private static Rows train(TableDataset data) {
        return data.train(1, 1).inMemory();
    }

    @Test
    void theFilesAreReadOnce() throws IOException {
        TableDataset first = open();
        Path rows = folder.resolve("rows.csv");
        FileTime time = Files.getLastModifiedTime(rows);
        // the same length and time: nothing tells the change but reading
        Files.writeString(rows, Files.readString(rows).replace("ann", "zoe"));
        Files.setLastModifiedTime(rows, time);
        TableDataset second = open();
        assertThat(second.columns()).isEqualTo(first.columns());
        assertThat(second.fingerprint()).isEqualTo(first.fingerprint());
        assertThat(train(second)).usingRecursiveComparison().isEqualTo(train(first));
        assertThat(second.described()).isEqualTo(first.described());
        assertThat(second.firstRows(6)).isEqualTo(first.firstRows(6)).asString().contains("ann");
    }

    @Test
    void otherWidthsShareTheColumns() throws IOException {
        TableDataset narrow = open("data.table.sparse.width=4");
        TableDataset wide = open("data.table.sparse.width=8", "data.table.dense.width=2");
        assertThat(wide.columns()).isEqualTo(narrow.columns());
        assertThat(wide.schema().fields().getFirst().width()).isEqualTo(8);
        assertThat(wide.fingerprint()).isNotEqualTo(narrow.fingerprint());
        TableDataset other = open("data.table.sparse.min_count=2");
        assertThat(other.columns()).isNotEqualTo(narrow.columns());
        assertThat(columns()).hasSize(2);
    }

    @Test
    void aChangedFileIsReadAgain() throws IOException {
        TableDataset before = open();
        write("1,ann,5\n0,bob,6\n1,cyd,7\n0,ann,8\n1,bob,9\n0,ann,1\n1,dee,2\n0,eve,3\n1,ann,4\n0,bob,5\n1,fay,1\n");
        TableDataset after = open();
        assertThat(after.columns()).isNotEqualTo(before.columns());
        assertThat(after.train(1, 1).size()).isEqualTo(before.train(1, 1).size() + 1);
        // who has the old ones keeps them
        assertThat(train(before).size()).isEqualTo(6);
    }

    @Test
    void whatIsCutOffOrForeignIsMadeAnew() throws IOException {
        TableDataset first = open();
        Rows rows = train(first);
        byte[] whole = Files.readAllBytes(first.columns());
        // a file that is mapped is not to be cut: another takes its place
        for (int length : new int[] {0, 7, 100, whole.length / 2, whole.length - 1}) {
            replace(first.columns(), Arrays.copyOf(whole, length));
            assertThat(train(open())).usingRecursiveComparison().isEqualTo(rows);
            assertThat(Files.readAllBytes(first.columns())).isEqualTo(whole);
        }
        Path other = open("data.table.sparse.min_count=2").columns();
        replace(first.columns(), Files.readAllBytes(other));
        assertThat(train(open())).usingRecursiveComparison().isEqualTo(rows);
        replace(
                first.columns(),
                "a letter to somebody else, which is longer than a preamble"
                        .repeat(9)
                        .getBytes(StandardCharsets.UTF_8));
        assertThat(train(open())).usingRecursiveComparison().isEqualTo(rows);
    }

    private static void replace(Path file, byte[] bytes) throws IOException {
        Files.delete(file);
        Files.write(file, bytes);
    }

    @Test
    void badRowsLeaveNothing() throws IOException {
        write("1,ann,5\n0,bob,six\n");
        assertThatThrownBy(this::open).isInstanceOf(DataException.class).hasMessageContaining("rows.csv:3: price");
        assertThat(columns()).isEmpty();
    }

    @Test
    void aFolderThatCannotBeWrittenIsNamed() throws IOException {
        cache = Files.writeString(folder.resolve("a file"), "");
        assertThatThrownBy(this::open)
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(cache + ": the columns of rows.csv cannot be kept there: ");
    }

    @Test
    void whatWasLeftOutIsToldAgain() throws IOException {
        write("1,ann,5\n0,bob,six\n0,bob,6\n1,cyd,7\n0,ann,8\n1,bob,9\n");
        String skip = "data.table.on_bad_row=skip";
        BadRows first = open(skip).badRows();
        assertThat(first.count()).isEqualTo(1);
        assertThat(open(skip).badRows()).isEqualTo(first);
    }

    @Test
    void threadsThatOpenTogetherMakeItOnce() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Callable<Rows>> opening = IntStream.range(0, 8)
                    .<Callable<Rows>>mapToObj(_ -> () -> train(open()))
                    .toList();
            Rows one = train(open());
            for (Future<Rows> rows : threads.invokeAll(opening)) {
                assertThat(rows.get()).usingRecursiveComparison().isEqualTo(one);
            }
        }
        assertThat(columns()).hasSize(1);
    }

    @Test
    void whatAPersonShouldKnowIsARemark() throws IOException {
        assertThat(open().remark()).isEmpty();
        Files.writeString(folder.resolve("test.csv"), "label,user,price\n1,ann,6\n0,bob,5\n");
        String[] given = {
            "data.split_strategy=given",
            "data.table.test_files=[test.csv]",
            "data.table.time=price",
            "data.table.on_bad_row=skip"
        };
        assertThat(open(given).remark())
                .contains("the test rows begin at 1970-01-01T00:00:05Z, before the training rows end at "
                        + "1970-01-01T00:00:09Z");
        write(
                "1,ann,5\n0,bob,later\n0,bob,4\n1,cyd,4\n0,ann,3\n1,bob,2\n0,ann,1\n1,cyd,4\n0,ann,3\n1,bob,2\n0,ann,1\n");
        assertThat(open(given).remark())
                .contains("1 row was left out, as %s:3: time: \"later\" is not a time; data.table.time_format is unix"
                        .formatted(folder.resolve("rows.csv")));
    }

    /// Whatever the split, each row is in one part, and the parts have all of them.
    @Test
    void theOrderOfThePartsHasEachRowOnce() {
        for (String split : List.of("random", "k_fold", "temporal", "leave_one_out")) {
            TableDataset data = open(
                    "data.split_strategy=" + split,
                    "data.table.time=price",
                    "data.table.user=user",
                    "data.temporal_test_ratio=0.2",
                    "data.temporal_val_ratio=0.2");
            List<Integer> rows = new ArrayList<>();
            for (Examples part : List.of(data.train(1, 1), data.validation(), data.test())) {
                assertThat(part.size()).as(split).isPositive();
                for (int row : ((MappedRows) part).order()) {
                    rows.add(row);
                }
            }
            assertThat(rows).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        }
    }
}
