package ctrsweep.data.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ctrsweep.data.DataException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What bad input gets: file, line, what is wrong.
class BadTablesTest {
    private static final String SKIP = "; data.table.on_bad_row: skip leaves such rows out";

    private static final String NO_FILE =
            ": no such file; data.data_dir, or else CTRSWEEP_DATA, names the folder that files are in";

    @TempDir
    Path folder;

    private TableDataset load(String train, String... settings) throws IOException {
        return load(train.getBytes(StandardCharsets.UTF_8), settings);
    }

    private TableDataset load(byte[] train, String... settings) throws IOException {
        return GivenTable.load(folder, train, settings);
    }

    private void refuses(String message, String train, String... settings) {
        assertThatThrownBy(() -> load(train, settings))
                .isInstanceOf(DataException.class)
                .hasMessage(message.replace("TRAIN", folder.resolve("train").toString()));
    }

    @Test
    void aRowOfTheWrongWidth() {
        refuses("TRAIN:3: has 3 columns, not 4" + SKIP, "label,a,n,t\n1,x,1,5\n0,y,2\n");
    }

    @Test
    void aNumberThatIsNone() {
        refuses("TRAIN:2: n: \"one\" is not a number" + SKIP, "label,a,n,t\n1,x,one,5\n");
        refuses("TRAIN:2: n: \"NaN\" is not a finite number" + SKIP, "label,a,n,t\n1,x,NaN,5\n");
    }

    @Test
    void aLabelThatIsNone() {
        refuses(
                "TRAIN:2: label: \"2\" is neither 0 nor 1; data.table.label_kind: threshold makes 1 of all from "
                        + "data.label_threshold on; number and scale train on the number",
                "label,a,n,t\n2,x,1,5\n");
        refuses(
                "TRAIN:2: label: \"click\" is neither 0 nor 1; labels of two classes are 0 and 1, -1 and 1, false "
                        + "and true, or no and yes",
                "label,a,n,t\nclick,x,1,5\n");
        refuses("TRAIN:2: label: \"\" is neither 0 nor 1" + SKIP, "label,a,n,t\n,x,1,5\n");
        refuses("TRAIN:2: label: \"\" is not a number" + SKIP, "label,a,n,t\n,x,1,5\n", "data.table.label_kind=number");
        refuses(
                "TRAIN:2: label: 6.0 is not between label_min 0.5 and label_max 5.0" + SKIP,
                "label,a,n,t\n6,x,1,5\n",
                "data.table.label_kind=scale",
                "data.table.label_min=0.5",
                "data.table.label_max=5");
    }

    @Test
    void aTimeOrWeightThatIsNone() {
        refuses(
                "TRAIN:2: time: \"5\" is not a time; data.table.time_format is yyMMddHH" + SKIP,
                GivenTable.GOOD,
                "data.table.time=t",
                "data.table.time_format=yyMMddHH");
        refuses("TRAIN:2: weight: -1.0 is below 0" + SKIP, "label,a,n,t\n1,x,-1,5\n", "data.table.weight=n");
    }

    @Test
    void derivedFieldsNameTheColumnThatCannotBeRead() {
        String flags = "data.table.fields=[{name: f, kind: %s, flags: [n, t]}]";
        refuses("TRAIN:2: f: t: \"5\" is neither 0 nor 1" + SKIP, GivenTable.GOOD, flags.formatted("sequence"));
        refuses(
                "TRAIN:3: f: n: \"2\" is neither 0 nor 1" + SKIP,
                "label,a,n,t\n1,x,1,\n0,y,2,0\n",
                flags.formatted("sparse"));
        refuses(
                "TRAIN:2: y: \"5\" is not a time; time_format is yyyy" + SKIP,
                GivenTable.GOOD,
                "data.table.fields=[{name: y, column: t, kind: sparse, take: year, time_format: yyyy}]");
        refuses(
                "TRAIN:3: d: a: \"y\" is not a time; since_format is yyyy-MM-dd" + SKIP,
                "label,a,n,t\n1,,1,5\n0,y,2,6\n",
                "data.table.fields=[{name: d, column: t, kind: sparse, take: days_since, since: a, since_format: yyyy-MM-dd}]");
        refuses(
                "TRAIN:3: d: t: \"9999999999999\" is no time between the years 1900 and 2200; is data.table.time_format"
                        + " unix right?" + SKIP,
                "label,a,n,t\n1,x,1,5\n0,y,2,9999999999999\n",
                "data.table.fields=[{name: d, column: t, kind: sparse, take: days_since, since: n}]");
        refuses(
                "data.table.fields.f: there is no column m; did you mean a?",
                GivenTable.GOOD,
                "data.table.fields=[{name: f, kind: sparse, flags: [n, m]}]");
        refuses(
                "data.table.fields.d: there is no column m; did you mean a?",
                GivenTable.GOOD,
                "data.table.fields=[{name: d, column: t, kind: sparse, take: days_since, since: m}]");
        refuses(
                "TRAIN:2: a: \"x\" is not a number" + SKIP,
                GivenTable.GOOD,
                "data.table.fields=[{name: a, kind: sparse, bin: 5}]");
    }

    @Test
    void bytesThatAreNoText() {
        byte[] latin = "label,a,n,t\n1,x,1,5\n0,caf\u00e9,2,6\n".getBytes(StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> load(latin))
                .hasMessage(folder.resolve("train") + ":3: column 2 has bytes that are not UTF-8 text" + SKIP);
    }

    @Test
    void aFileWithoutALine() {
        refuses("TRAIN: is empty", "");
        refuses(
                "TRAIN: no row is for train: data.table.files have none, or random_val_ratio takes them all",
                "label,a,n,t\n");
    }

    @Test
    void aFileThatIsNotThere() {
        assertThatThrownBy(() -> load(GivenTable.GOOD, "data.table.test_files=[gone]"))
                .hasMessage(folder.resolve("gone") + NO_FILE);
        assertThatThrownBy(() -> load(GivenTable.GOOD, "data.table.files=[train.gz]"))
                .hasMessageEndingWith("train.gz" + NO_FILE);
    }

    @Test
    void aZipThatIsNone() throws IOException {
        Files.writeString(folder.resolve("train.gz"), GivenTable.GOOD);
        assertThatThrownBy(() -> load(GivenTable.GOOD, "data.table.files=[train.gz]"))
                .hasMessage(folder.resolve("train.gz") + ": is not a gzip file: Not in GZIP format");
    }

    @Test
    void columnsTwiceOrMissing() {
        refuses("TRAIN:1: column a is there twice", "label,a,n,a\n1,x,1,5\n");
        refuses(
                "data.table.label: there is no column lable; did you mean label?",
                GivenTable.GOOD,
                "data.table.label=lable");
        refuses(
                "data.table.fields.user: there is no column usr; there are label, a, n, t",
                GivenTable.GOOD,
                "data.table.fields=[{name: user, column: usr, kind: sparse}]");
        refuses("data.table.time: there is no column q; did you mean a?", GivenTable.GOOD, "data.table.time=q");
    }

    @Test
    void anotherHeader() throws IOException {
        assertThatThrownBy(() -> load("label,n,a,t\n1,2,x,5\n0,1,x,6\n"))
                .hasMessage("%s:1: the header is not that of %s: label, a, n, t"
                        .formatted(folder.resolve("other"), folder.resolve("train")));
    }

    @Test
    void aLabelOfOneClass() {
        refuses(
                "TRAIN: all 2 labels of the training rows are 0; nothing can be learnt from one class",
                "label,a,n,t\n0,x,1,5\n0,y,2,6\n");
    }

    @Test
    void joinsThatDoNotFit() throws IOException {
        Files.writeString(folder.resolve("items"), "a,colour\nx,red\nx,blue\n");
        assertThatThrownBy(() -> load(GivenTable.GOOD, "data.table.joins=[{file: items, on: a}]"))
                .hasMessage(folder.resolve("items")
                        + ":3: the key x is there twice; set collect to put their values together");
        assertThatThrownBy(() -> load(GivenTable.GOOD, "data.table.joins=[{file: items, on: b}]"))
                .hasMessage(folder.resolve("items") + ":1: there is no column b; did you mean a?");
    }

    @Test
    void vocabulariesThatAreNone() throws IOException {
        Files.writeString(folder.resolve("words"), "x\ny\nx\n");
        assertThatThrownBy(() -> load(GivenTable.GOOD, "data.table.fields=[{name: a, kind: sparse, file: words}]"))
                .hasMessage(folder.resolve("words") + ":3: x is there twice");
    }

    @Test
    void skippedRowsAreCountedWithExamples() throws IOException {
        String rows = "1,x,1,5\nbad\n0,y,zwei,6\n0,z,3,7\n1,x,1\n".repeat(3);
        TableDataset data = load("label,a,n,t\n" + rows, "data.table.on_bad_row=skip");
        assertThat(data.train(1, 1).size()).isEqualTo(6);
        assertThat(data.badRows().count()).isEqualTo(9);
        assertThat(data.badRows().examples())
                .hasSize(5)
                .startsWith(
                        folder.resolve("train") + ":3: has 1 columns, not 4",
                        folder.resolve("train") + ":4: n: \"zwei\" is not a number");
        // y is in bad rows alone
        assertThat(data.schema().fields().getFirst().vocabulary()).isEqualTo(3);
    }
}
