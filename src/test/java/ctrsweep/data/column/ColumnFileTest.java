package ctrsweep.data.column;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ColumnFileTest {
    @TempDir
    Path folder;

    private static ColumnFile whole(Path file) throws IOException {
        return ((Found.Whole) ColumnFile.open(file)).file();
    }

    /// Enough values to fill the writers' buffers several times over.
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void anyTablesComeBackAsTheyWereWritten(int seed) throws IOException {
        RandomTables tables = RandomTables.of(new SplittableRandom(seed), seed == 1 ? 60_000 : 700);
        ColumnFile file = whole(tables.writtenTo(folder));
        assertThat(file.fingerprint()).isEqualTo(RandomTables.FINGERPRINT);
        assertThat(file.tables().keySet())
                .containsExactlyElementsOf(tables.columns().keySet());
        assertThat(RandomTables.in(file, tables).isLike(tables)).isTrue();
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }

    /// The format is read by others: these bytes are what the package's description says.
    @Test
    void aFileHasTheBytesThatTheFormatSays() throws IOException {
        Path path = folder.resolve("a.columns");
        try (FileWriter writer = new FileWriter(path, BuildFolders.of(path))) {
            TableWriter table = writer.table("t", List.of(ColumnType.ints("i", 2), ColumnType.lists("l")));
            table.ints("i").add(1);
            table.ints("i").add(-2);
            table.lists("l").add(258);
            table.endRow();
            writer.finish(RandomTables.FINGERPRINT);
        }
        byte[] bytes = Files.readAllBytes(path);
        assertThat(new String(bytes, 0, 8, StandardCharsets.US_ASCII)).isEqualTo("ctrcols\n");
        assertThat(bytes[8]).isEqualTo((byte) 2);
        assertThat(little(bytes, 16)).isEqualTo(bytes.length);
        assertThat(little(bytes, 64)).isEqualTo(1);
        assertThat(little(bytes, 68)).isEqualTo(-2);
        assertThat(bytes[64 + 64 + 8])
                .as("where the row behind the last would begin")
                .isEqualTo((byte) 1);
        assertThat(List.of(bytes[192], bytes[193])).containsExactly((byte) 2, (byte) 1);
        assertThat(little(bytes, 24)).as("directory").isEqualTo(256);
        // fingerprint, count; table's name, rows, columns; i with one section, l with two
        assertThat(bytes).hasSize(256 + 32 + 4 + (4 + 1) + 8 + 4 + (4 + 1 + 4 + 4 + 20) + (4 + 1 + 4 + 4 + 40));
    }

    private static int little(byte[] bytes, int at) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(at);
    }

    @Test
    void valuesCanBeNumberedAnewInTheEnd() throws IOException {
        Path path = folder.resolve("a.columns");
        int rows = 100_000;
        try (FileWriter writer = new FileWriter(path, BuildFolders.of(path))) {
            TableWriter table = writer.table("t", List.of(ColumnType.ints("i", 3), ColumnType.lists("l")));
            for (int row = 0; row < rows; row++) {
                for (int place = 0; place < 3; place++) {
                    table.ints("i").add((row + place) % 2);
                }
                table.lists("l").add(row % 3);
                table.endRow();
            }
            table.ints("i").renumber(List.of(new int[] {10, 11}, new int[] {20, 21}, new int[] {30, 31}));
            table.lists("l").shorten(new int[] {7, 8, 9}, 1);
            writer.finish(RandomTables.FINGERPRINT);
        }
        ColumnTable table = whole(path).table("t");
        assertThat(table.ints("i").rows(0, rows))
                .isEqualTo(IntStream.range(0, rows)
                        .flatMap(row -> IntStream.of(10 + row % 2, 21 - row % 2, 30 + row % 2))
                        .toArray());
        assertThat(IntStream.range(0, rows).map(row -> table.lists("l").at(row, 0)))
                .isEqualTo(
                        IntStream.range(0, rows).map(row -> 7 + row % 3).boxed().toList());
    }

    /// 0 and 1 become nothing, of the others the first two stay; a number becomes its distance from what was only
    /// known in the end, and is rounded last.
    @Test
    void listsCanBeShortenedAndNumbersMappedInTheEnd() throws IOException {
        Path path = folder.resolve("a.columns");
        int rows = 50_000;
        try (FileWriter writer = new FileWriter(path, BuildFolders.of(path))) {
            TableWriter table = writer.table("t", List.of(ColumnType.lists("l"), ColumnType.floats("f", 2)));
            for (int row = 0; row < rows; row++) {
                for (int value = 0; value < row % 6; value++) {
                    table.lists("l").add(value);
                }
                table.floats("f").add(1e9 + row);
                table.floats("f").add(row / 3.0);
                table.endRow();
            }
            try (Arena arena = Arena.ofConfined()) {
                assertThat(table.lists("l").soFar(arena).row(5)).containsExactly(0, 1, 2, 3, 4);
                assertThat(table.floats("f").soFar(arena).at(rows - 1, 0)).isEqualTo(1e9 + rows - 1);
            }
            table.lists("l").shorten(new int[] {0, 0, 12, 13, 14}, 2);
            table.floats("f").map(List.of(value -> value - 1e9, value -> value));
            writer.finish(RandomTables.FINGERPRINT);
        }
        ColumnTable table = whole(path).table("t");
        List<List<Integer>> expected =
                List.of(List.of(), List.of(), List.of(), List.of(12), List.of(12, 13), List.of(12, 13));
        for (int row = 0; row < rows; row++) {
            assertThat(table.lists("l").row(row))
                    .containsExactly(expected.get(row % 6).toArray(Integer[]::new));
            assertThat(table.floats("f").at(row, 0)).isEqualTo(row);
            assertThat(table.floats("f").at(row, 1)).isEqualTo((float) (row / 3.0));
        }
    }

    @Test
    void aFileCutOffAnywhereIsDamaged() throws IOException {
        SplittableRandom random = new SplittableRandom(2);
        Path file = RandomTables.of(random, 200).writtenTo(folder);
        long length = Files.size(file);
        TreeSet<Long> cuts = new TreeSet<>(sectionEnds(file));
        cuts.addAll(List.of(8L, 9L, 63L, 64L, length - 1));
        random.longs(200, 8, length).forEach(cuts::add);
        assertThat(cuts).hasSizeGreaterThan(100);
        for (long cut : cuts.descendingSet()) {
            try (RandomAccessFile shorter = new RandomAccessFile(file.toFile(), "rw")) {
                shorter.setLength(cut);
            }
            assertThat(ColumnFile.open(file)).as("cut at " + cut).isInstanceOf(Found.Damaged.class);
        }
    }

    private static Set<Long> sectionEnds(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        Preamble preamble = Preamble.of(ByteBuffer.wrap(bytes));
        Directory directory =
                Directory.of(ByteBuffer.wrap(bytes, (int) preamble.directory().offset(), (int)
                        preamble.directory().bytes()));
        TreeSet<Long> ends = new TreeSet<>();
        for (Directory.Entry table : directory.tables()) {
            for (Directory.Place place : table.columns()) {
                place.sections().forEach(section -> ends.addAll(List.of(section.offset(), section.end())));
            }
        }
        ends.add(preamble.directory().offset());
        return ends;
    }

    @Test
    void aFileThatGrewIsDamaged() throws IOException {
        Path file = RandomTables.of(new SplittableRandom(3), 20).writtenTo(folder);
        Files.write(file, new byte[1], StandardOpenOption.APPEND);
        assertThat(ColumnFile.open(file)).isInstanceOf(Found.Damaged.class);
    }

    @Test
    void aBitTurnedInFrontOrInTheDirectoryIsSeen() throws IOException {
        Path file = RandomTables.of(new SplittableRandom(2), 20).writtenTo(folder);
        byte[] bytes = Files.readAllBytes(file);
        int directory = (int) Preamble.of(ByteBuffer.wrap(bytes)).directory().offset();
        SplittableRandom random = new SplittableRandom(4);
        for (int i = 0; i < 300; i++) {
            int at = i < 44 ? i : random.nextInt(directory, bytes.length);
            byte[] turned = bytes.clone();
            turned[at] ^= (byte) (1 << random.nextInt(8));
            Files.write(file, turned);
            assertThat(ColumnFile.open(file)).as("at " + at).isNotInstanceOf(Found.Whole.class);
        }
    }

    @Test
    void whatIsNoFileOfColumnsIsForeign() throws IOException {
        Path text = Files.writeString(folder.resolve("text"), "ctrcols, but not quite what was meant");
        assertThat(ColumnFile.open(text)).isEqualTo(new Found.Foreign(text, "does not begin as a file of columns"));
        assertThat(ColumnFile.open(folder)).isEqualTo(new Found.Foreign(folder, "is no file"));
        Path empty = Files.createFile(folder.resolve("empty"));
        assertThat(ColumnFile.open(empty)).isInstanceOf(Found.Foreign.class);
        Path none = folder.resolve("none");
        assertThat(ColumnFile.open(none)).isEqualTo(new Found.Missing(none));
    }

    @Test
    void anotherVersionIsForeign() throws IOException {
        Path file = folder.resolve("a.columns");
        Preamble next = new Preamble(Preamble.VERSION + 1, Preamble.BYTES, new FileSection(Preamble.BYTES, 0, 0));
        Files.write(file, next.encoded().array());
        assertThat(ColumnFile.open(file)).isEqualTo(new Found.Foreign(file, "is of version 3, not 2"));
    }

    @Test
    void aRowWithTooFewOrTooManyValuesIsRefused() throws IOException {
        Path path = folder.resolve("a.columns");
        try (FileWriter writer = new FileWriter(path, BuildFolders.of(path))) {
            TableWriter table = writer.table("t", List.of(ColumnType.floats("f", 2)));
            table.floats("f").add(1);
            assertThatThrownBy(table::endRow).hasMessage("column f: row 1 has not 2 values but 1");
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void namesAreToldApart() throws IOException {
        Path path = folder.resolve("a.columns");
        try (FileWriter writer = new FileWriter(path, BuildFolders.of(path))) {
            TableWriter table = writer.table("t", List.of(ColumnType.lists("l")));
            assertThatThrownBy(() -> table.ints("l")).hasMessage("table t has no such column l; it has [l]");
            assertThatThrownBy(() -> writer.table("t", List.of())).hasMessage("two tables are called t");
            assertThatThrownBy(() -> writer.table("u", List.of(ColumnType.lists("l"), ColumnType.ints("l", 1))))
                    .hasMessage("two columns of u are called l");
            assertThatThrownBy(() -> ColumnType.ints("i", -1)).hasMessage("column i of INTS cannot have width -1");
        }
    }

    @Test
    void aTableIsAskedForByName() throws IOException {
        RandomTables tables = RandomTables.of(new SplittableRandom(2), 20);
        ColumnFile file = whole(tables.writtenTo(folder));
        assertThatThrownBy(() -> file.table("train"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("has no table train; it has [table ");
        assertThat(ColumnFile.open(file.path()))
                .asInstanceOf(type(Found.Whole.class))
                .extracting(found -> found.file().path())
                .isEqualTo(file.path());
    }
}
