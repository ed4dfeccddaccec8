package ctrsweep.data.column;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchTest {
    @TempDir
    Path folder;

    /// Rows 0 to 3: ints 10r and 10r+1, floats r/2, lists of r values r, r+1, ...
    private ColumnTable four() throws IOException {
        Path path = folder.resolve("a.columns");
        try (FileWriter writer = new FileWriter(path, BuildFolders.of(path))) {
            TableWriter table = writer.table(
                    "t", List.of(ColumnType.ints("i", 2), ColumnType.floats("f", 1), ColumnType.lists("l")));
            for (int row = 0; row < 4; row++) {
                table.ints("i").add(10 * row);
                table.ints("i").add(10 * row + 1);
                table.floats("f").add(row / 2f);
                for (int i = 0; i < row; i++) {
                    table.lists("l").add(row + i);
                }
                table.endRow();
            }
            writer.finish(RandomTables.FINGERPRINT);
        }
        return ((Found.Whole) ColumnFile.open(path)).file().table("t");
    }

    @Test
    void rowsStandInTheOrderGivenWithListsCutOrPadded() throws IOException {
        ColumnTable table = four();
        try (Batch batch = new Batch(3)) {
            MemorySegment ints = batch.ints(List.of(
                    new Batch.Place(table.ints("i"), 1, 100, false),
                    new Batch.Padded(table.lists("l"), 2, 1000, false),
                    new Batch.Place(table.ints("i"), 0, 0, false)));
            MemorySegment floats = batch.floats(List.of(new Batch.FloatPlace(table.floats("f"), 0, false)));
            batch.gather(new int[] {9, 3, 1, 0}, 1, 4);
            assertThat(ints.toArray(ValueLayout.JAVA_INT))
                    .containsExactly(131, 1003, 1004, 30, 111, 1001, 1000, 10, 101, 1000, 1000, 0);
            assertThat(floats.toArray(ValueLayout.JAVA_FLOAT)).containsExactly(1.5f, 0.5f, 0);
            batch.gather(new int[] {2}, 0, 1);
            assertThat(ints.getAtIndex(ValueLayout.JAVA_INT, 0)).isEqualTo(121);
            assertThat(ints.getAtIndex(ValueLayout.JAVA_INT, 4)).as("as it was").isEqualTo(111);
        }
    }

    @Test
    void moreRowsThanThereIsRoomForAreRefused() throws IOException {
        ColumnTable table = four();
        try (Batch batch = new Batch(1)) {
            batch.floats(List.of(new Batch.FloatPlace(table.floats("f"), 0, false)));
            assertThatThrownBy(() -> batch.gather(new int[] {0, 1}, 0, 2)).hasMessage("2 rows in a batch of 1");
            assertThatThrownBy(() -> batch.gather(new int[] {4}, 0, 1)).isInstanceOf(IndexOutOfBoundsException.class);
        }
        assertThatThrownBy(() -> new Batch(0)).hasMessage("a batch must have room for at least 1 row, not 0");
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5, 6, 7, 8, 9})
    void anyListsAreGatheredAsOneByOne(int seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        RandomTables tables = RandomTables.of(random, 300);
        ColumnFile file = ((Found.Whole) ColumnFile.open(tables.writtenTo(folder))).file();
        for (ColumnTable table : file.tables().values()) {
            for (ColumnValues column : table.columns().values()) {
                if (column instanceof ColumnValues.Lists lists && table.rows() > 0) {
                    gathersAsOneByOne(
                            lists, random.ints(50, 0, (int) table.rows()).toArray(), random.nextInt(1, 30));
                }
            }
        }
    }

    private static void gathersAsOneByOne(ColumnValues.Lists lists, int[] order, int width) {
        int[] naive = new int[order.length * width];
        for (int row = 0; row < order.length; row++) {
            int[] list = lists.row(order[row]);
            System.arraycopy(list, 0, naive, row * width, Math.min(width, list.length));
        }
        try (Batch batch = new Batch(order.length)) {
            MemorySegment matrix = batch.ints(List.of(new Batch.Padded(lists, width, 0, false)));
            batch.gather(order, 0, order.length);
            assertThat(matrix.toArray(ValueLayout.JAVA_INT)).isEqualTo(naive);
        }
    }
}
