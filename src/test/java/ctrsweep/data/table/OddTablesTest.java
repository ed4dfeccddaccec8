package ctrsweep.data.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ctrsweep.data.DataException;
import ctrsweep.data.RawRow;
import ctrsweep.data.Rows;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Files as people have them: read where they can be, else named for what they are, with what would read them.
class OddTablesTest {

    @TempDir
    Path folder;

    private TableDataset load(String train, String... settings) throws IOException {
        return load(train.getBytes(StandardCharsets.UTF_8), settings);
    }

    private TableDataset load(byte[] train, String... settings) throws IOException {
        return GivenTable.load(folder, train, settings);
    }

    private void refuses(String message, String train, String... settings) {
        refuses(message, train.getBytes(StandardCharsets.UTF_8), settings);
    }

    private void refuses(String message, byte[] train, String... settings) {
        assertThatThrownBy(() -> load(train, settings))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(
                        message.replace("TRAIN", folder.resolve("train").toString()));
    }

    private static Rows train(TableDataset data) {
        return data.train(1, 1).inMemory();
    }

    @Test
    void labelsOfTwoClassesMayBeWords() throws IOException {
        assertThat(train(load(GivenTable.HEAD + "True,x,1,5\nFALSE,y,2,6\nyes,y,2,6\nNo,y,2,6\n"))
                        .labels())
                .containsExactly(1, 0, 1, 0);
    }

    @Test
    void minusOneIsTheLowerOfTwoClasses() throws IOException {
        String others = "data.table.validation_files=[train]";
        assertThat(train(load(
                                GivenTable.HEAD + "1,x,1,5\n-1,y,2,6\n-1.0,y,2,6\n",
                                others,
                                "data.table.test_files=[train]"))
                        .labels())
                .containsExactly(1, 0, 0);
    }

    @Test
    void minusOneBesideZeroIsAThirdClassWhateverIsSkipped() {
        refuses(
                "TRAIN:4: label: \"0\" is a third class: rows before it have -1; labels of two classes are",
                GivenTable.HEAD + "1,x,1,5\n-1,y,2,6\n0,y,2,6\n",
                "data.table.on_bad_row=skip");
        refuses(
                "TRAIN:3: label: \"-1\" is a third class: rows before it have 0; ",
                GivenTable.HEAD + "0,x,1,5\n-1,y,2,6\n");
    }

    @Test
    void aWordAsNumberIsToldTheKindThatReadsIt() {
        refuses(
                "TRAIN:2: label: \"True\" is not a number; data.table.label_kind: binary reads false and true",
                GivenTable.HEAD + "True,x,1,5\n",
                "data.table.label_kind=number");
    }

    @Test
    void numbersThatAFloatDoesNotHoldAreBadRows() {
        refuses(
                "TRAIN:3: n: 1e39 is too large: a float32 holds numbers up to 3.4028235E38; ",
                GivenTable.HEAD + "1,x,1,5\n0,y,1e39,6\n");
        refuses(
                "TRAIN:2: label: -3.5e38 is too large",
                GivenTable.HEAD + "-3.5e38,x,1,5\n",
                "data.table.label_kind=number");
        refuses("TRAIN:2: weight: 1e300 is too large", GivenTable.HEAD + "1,x,1,1e300\n", "data.table.weight=t");
        refuses(
                "TRAIN:2: l: 4e38 is too large",
                GivenTable.HEAD + "1,x,1|4e38,5\n",
                "data.table.fields=[{name: l, column: n, kind: dense, separator: '|', length: 2}]");
        refuses(
                "TRAIN:2: l: 4e38 is too large",
                GivenTable.HEAD + "1,x,4e38,5\n",
                "data.table.fields=[{name: l, column: n, kind: dense, normalize: [zscore]}]");
    }

    @Test
    void suchRowsAreLeftOutAsOthers() throws IOException {
        TableDataset data = load(GivenTable.GOOD + "0,y,1e39,6\n", "data.table.on_bad_row=skip");
        assertThat(data.badRows().count()).isEqualTo(1);
        assertThat(train(data).dense()).containsExactly(1, 2);
    }

    @Test
    void aLogarithmMakesAnyNumberFit() throws IOException {
        TableDataset data = load(
                GivenTable.HEAD + "1,x,1e300,5\n0,y,0,6\n",
                "data.table.fields=[{name: n, kind: dense, normalize: [log1p]}]");
        assertThat(train(data).dense()).containsExactly((float) Math.log(1e300), 0);
    }

    @Test
    void rowsToPredictAreHeldToTheSame() throws IOException {
        TableDataset data = load(GivenTable.GOOD);
        List<RawRow> rows = List.of(new RawRow("rows.csv:7", List.of("a", "n"), List.of("x", "-1e39")));
        assertThatThrownBy(() -> data.encode(rows))
                .isInstanceOf(DataException.class)
                .hasMessage("rows.csv:7: n: -1e39 is too large: a float32 holds numbers up to 3.4028235E38");
    }

    /// The training rows' range is 1e-20: 1e20 times as large a number becomes 1e40.
    @Test
    void whatLiesTooFarFromTheTrainingRowsIsTold() throws IOException {
        TableDataset data = load(
                GivenTable.HEAD + "1,x,0,5\n0,y,1e-20,6\n",
                "data.table.fields=[{name: n, kind: dense, normalize: [minmax]}]");
        List<RawRow> rows = List.of(new RawRow("rows.csv:7", List.of("n"), List.of("1e20")));
        assertThatThrownBy(() -> data.encode(rows)).hasMessageStartingWith("rows.csv:7: n: ");
    }

    @Test
    void aColumnOfHashesIsToldBeforeTraining() throws IOException {
        String rows = GivenTable.HEAD + "1,x,1761000000000000000,5\n0,y,12,6\n";
        assertThat(load(rows).remark().orElseThrow())
                .startsWith("field n has numbers as large as 1.76e+18 and is not normalised")
                .contains("normalize: [zscore]", "kind: sparse");
        assertThat(load(rows, "data.table.fields=[{name: n, kind: dense, normalize: [zscore]}]")
                        .remark())
                .isEmpty();
        assertThat(load(GivenTable.HEAD + "1,x,999999,5\n0,y,12,6\n").remark()).isEmpty();
    }

    @Test
    void allRowsLeftOutIsToldWithTheFirst() {
        refuses(
                "TRAIN: no row is left: 2 rows were left out, as TRAIN:2: time: \"2026-10-01 08:00\" is not a time; "
                        + "data.table.time_format is unix; data.table.time_format: iso reads it",
                GivenTable.HEAD + "1,x,1,2026-10-01 08:00\n0,y,2,2026-10-02 08:00\n",
                "data.split_strategy=temporal",
                "data.table.validation_files=[]",
                "data.table.test_files=[]",
                "data.table.time=t",
                "data.table.on_bad_row=skip");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    2026-10-01, 1790812800
                    2026-10-01 00:00:11, 1790812811
                    2026-10-01T00:00:11, 1790812811
                    2026-10-01T00:00, 1790812800
                    2026-10-01T00:00:11Z, 1790812811
                    2026-10-01T00:00:11.987654321Z, 1790812811
                    2026-10-01 00:00:11 UTC, 1790812811
                    2026-10-01 00:00:11.5+00:00, 1790812811
                    2026-10-01T02:00:11+02:00, 1790812811
                    2026-10-01T02:00:11+0200, 1790812811
                    2026-09-30 16:00:11-08, 1790812811
                    """)
    void isoTimes(String text, long seconds) {
        assertThat(new TimeParser("iso").seconds(text)).isEqualTo(seconds);
    }

    @Test
    void timesNameTheFormatThatReadsThem() {
        for (String iso : List.of("2026-10-01", "2026-10-01T00:00:11.5+02:00")) {
            assertThatThrownBy(() -> new TimeParser("unix").seconds(iso))
                    .hasMessageEndingWith("time_format: iso reads it");
        }
        assertThatThrownBy(() -> new TimeParser("iso").seconds("1790812811")).hasMessageEndingWith(": unix reads it");
        assertThatThrownBy(() -> new TimeParser("unix").seconds("1790812811000"))
                .hasMessageEndingWith(": unix_ms reads it");
        assertThatThrownBy(() -> new TimeParser("iso").seconds("2026/10/01"))
                .hasMessageEndingWith(": yyyy/MM/dd reads it");
        assertThatThrownBy(() -> new TimeParser("iso").seconds("yesterday")).hasMessageEndingWith("time_format is iso");
    }

    @Test
    void anEmptyPartIsToldWithItsSplit() {
        String alone = "data.table.validation_files=[]";
        String untested = "data.table.test_files=[]";
        refuses(
                "TRAIN: no row is for validation: split_strategy: random gives data.random_val_ratio: 0.2 of 2 rows",
                GivenTable.GOOD,
                "data.split_strategy=random",
                "data.random_val_ratio=0.2",
                alone,
                untested);
        refuses(
                "TRAIN: no row is for train: split_strategy: k_fold divides 2 rows into data.folds: 5",
                GivenTable.GOOD,
                "data.split_strategy=k_fold",
                "data.folds=5",
                alone,
                untested);
        refuses(
                "TRAIN: no row is for validation: split_strategy: temporal gives",
                GivenTable.HEAD + "1,x,1,5\n0,y,2,5\n",
                "data.split_strategy=temporal",
                "data.table.time=t",
                alone,
                untested);
        refuses(
                "TRAIN: no row is for validation: split_strategy: leave_one_out takes",
                GivenTable.GOOD,
                "data.split_strategy=leave_one_out",
                "data.table.time=t",
                "data.table.user=a",
                alone,
                untested);
    }

    @Test
    void gzipIsReadWhateverItIsCalled() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(("\uFEFF" + GivenTable.GOOD).getBytes(StandardCharsets.UTF_8));
        }
        assertThat(train(load(packed.toByteArray())).labels()).containsExactly(1, 0);
    }

    @Test
    void filesThatAreNoTextAreNamed() {
        byte[] zip = {'P', 'K', 3, 4, 20, 0, 0, 0, 8, 0};
        refuses(
                "TRAIN: is a zip archive or an Excel workbook, not text; unpack it, or save the sheet as CSV UTF-8",
                zip);
        byte[] parquet = {'P', 'A', 'R', '1', 0x15, 4, 0x15, 0};
        refuses("TRAIN: cannot be read as Parquet: ", parquet);
        refuses(
                "TRAIN: is UTF-16 text; save it as UTF-8, or set data.table.charset: utf-16",
                ("\uFEFF" + GivenTable.GOOD).getBytes(StandardCharsets.UTF_16LE));
        refuses("TRAIN: is UTF-16 text", GivenTable.GOOD.getBytes(StandardCharsets.UTF_16BE));
    }

    @Test
    void utf16IsReadWhereTheSettingsSaySo() throws IOException {
        for (String charset : List.of("UTF-16", "UTF-16LE")) {
            assertThat(train(load(
                                    GivenTable.GOOD.getBytes(Charset.forName(charset)),
                                    "data.table.charset=" + charset,
                                    "data.table.validation_files=[train]",
                                    "data.table.test_files=[train]"))
                            .labels())
                    .containsExactly(1, 0);
        }
    }

    @Test
    void aHeaderBeginningLikeAnotherFileIsText() throws IOException {
        assertThat(load(
                                "PAR1,label,a,n\nx,1,y,1\nx,0,y,2\n",
                                "data.table.validation_files=[train]",
                                "data.table.test_files=[train]")
                        .rawColumns())
                .containsExactly("a", "n");
    }

    @Test
    void spacesAroundNamesAreLeftOutAndTold() throws IOException {
        TableDataset data = load(
                "label, a , n,t\n 1, x, 1.5, 5\n 0, y, 2, 6\n",
                "data.table.validation_files=[train]",
                "data.table.test_files=[train]",
                "data.table.fields=[{name: a, kind: sparse}, {name: spaced, column: ' n', kind: dense}]");
        assertThat(train(data).labels()).containsExactly(1, 0);
        assertThat(train(data).dense()).containsExactly(1.5f, 2);
        assertThat(data.remark())
                .contains(
                        folder.resolve("train") + ":1: spaces around the names of columns are left out, as of \" a \"");
    }
}
