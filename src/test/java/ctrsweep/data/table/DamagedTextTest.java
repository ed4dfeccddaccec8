package ctrsweep.data.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ctrsweep.config.ExperimentReader;
import ctrsweep.data.DataException;
import ctrsweep.settings.Experiment;
import ctrsweep.settings.TableSettings.OnBadRow;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// No line of a damaged file is lost without a word: it is a row, is told as left out, or the file is refused.
class DamagedTextTest {
    private static final String NOT_QUOTED =
            "; if quotes are characters like others in this file, set data.table.quoted: false";

    @TempDir
    Path folder;

    private RowSource source(String... more) {
        List<String> settings = new ArrayList<>(List.of(
                "data.dataset_name=table",
                "data.split_strategy=random",
                "data.table.files=[rows.csv]",
                "data.table.fields=[{name: user, kind: sparse}]"));
        settings.addAll(List.of(more));
        return new RowSource(
                folder,
                ExperimentReader.changed(Experiment.DEFAULTS, settings).data().table());
    }

    private BadRows read(List<String> users, String... settings) {
        RowSource source = source(settings);
        BadRowLog bad =
                new BadRowLog(List.of(settings).contains("data.table.on_bad_row=skip") ? OnBadRow.SKIP : OnBadRow.FAIL);
        source.forEach(List.of("rows.csv"), 100, 1, block -> {
            source.prepare(block);
            for (int row = 0; row < block.size(); row++) {
                BadRow problem = block.problems().get(row);
                if (problem != null) {
                    bad.add(block.place(row), problem);
                } else {
                    users.add(block.cells(0).text(row));
                }
            }
        });
        return bad.rows();
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("rows.csv"), text);
    }

    private static List<String> rows(int count) {
        List<String> lines = new ArrayList<>(List.of("user,item,price,label"));
        for (int i = 0; i < count; i++) {
            lines.add("u%d,i%d,%d.5,%d".formatted(i % 7, i % 11, i, i % 2));
        }
        return lines;
    }

    @ParameterizedTest
    @ValueSource(strings = {"fail", "skip"})
    void aQuoteThatIsNeverClosedIsAnErrorWithItsLine(String onBadRow) throws IOException {
        List<String> lines = rows(1_000);
        lines.set(101, "u1,\"i2,3.5,0");
        Path file = file(String.join("\n", lines) + "\n");
        assertThatThrownBy(() -> read(new ArrayList<>(), "data.table.on_bad_row=" + onBadRow))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(file + ":102: the quote that opens a value in this line is not closed")
                .hasMessageEndingWith(NOT_QUOTED);
    }

    @Test
    void theQuotesLineIsThatOfTheValueNotOfTheRow() throws IOException {
        Path file = file("user,item,label\n\"a\nb\",\"c,1\nd,e,0\n");
        assertThatThrownBy(() -> read(new ArrayList<>()))
                .hasMessageStartingWith(file + ":3: ")
                .hasMessageEndingWith(NOT_QUOTED);
    }

    /// Lines 3 to 5 are one record of five values: two rows end in it.
    @Test
    void aRecordThatIsLeftOutCountsItsLines() throws IOException {
        Path file = file("user,item,label\nu1,i1,1\nu2,\"i2,0\nu3,i3,1\nu4,i4\",0,9,9\nu5,i5,1\n");
        List<String> users = new ArrayList<>();
        BadRows bad = read(users, "data.table.on_bad_row=skip");
        assertThat(users).containsExactly("u1", "u5");
        assertThat(bad.count()).isEqualTo(3);
        assertThat(bad.words())
                .startsWith("3 rows were left out, as " + file + ":3: ")
                .endsWith("; the row takes lines 3 to 5");
    }

    /// The record has as many values as a row, and would be one whose item is three lines long.
    @Test
    void rowsBetweenTwoStrayQuotesAreNoRow() throws IOException {
        Path file = file("user,item,label\nu1,i1,1\nu2,\"i2,0\nu3,i3,1\nu4,i4\",0\nu5,i5,1\n");
        assertThatThrownBy(() -> read(new ArrayList<>()))
                .hasMessage(file + ":3: a value in quotes has line breaks, and lines that are rows of their own; "
                        + "the row takes lines 3 to 5" + NOT_QUOTED);
        List<String> users = new ArrayList<>();
        assertThat(read(users, "data.table.on_bad_row=skip").count()).isEqualTo(3);
        assertThat(users).containsExactly("u1", "u5");
    }

    @Test
    void manyRowsBetweenTwoStrayQuotesAreNotLeftOut() throws IOException {
        List<String> lines = rows(1_000);
        lines.set(101, "u1,\"i2,3.5,0");
        lines.set(501, "u1,i2\",3.5,0");
        Path file = file(String.join("\r\n", lines));
        assertThatThrownBy(() -> read(new ArrayList<>(), "data.table.on_bad_row=skip"))
                .hasMessageStartingWith(file + ":102: ")
                .hasMessageContaining("takes lines 102 to 502, and more than 100 lines are not left out as one row")
                .hasMessageEndingWith(NOT_QUOTED);
    }

    @Test
    void textWithLineBreaksIsAValue() throws IOException {
        String text = "Lovely, warm\n1, 2 and 3\n\n\"\"really\"\", yes";
        file("user,item,label\nu1,\"" + text + "\",1\nu2,i2,0\n");
        List<String> users = new ArrayList<>();
        assertThat(read(users).count()).isZero();
        assertThat(users).containsExactly("u1", "u2");
    }

    /// A stray quote in each of three places, another line end, a line cut off, the file cut off.
    @Test
    void everyLineOfADamagedFileIsReadOrTold() throws IOException {
        int refused = 0;
        for (int seed = 0; seed < 400; seed++) {
            Random random = new Random(seed);
            String end = List.of("\n", "\r\n", "\r").get(random.nextInt(3));
            String text = damaged(rows(60), end, random);
            file(text);
            List<String> users = new ArrayList<>();
            try {
                BadRows bad = read(users, "data.table.on_bad_row=skip");
                long lines =
                        text.lines().skip(1).filter(line -> !line.isEmpty()).count();
                assertThat(users.size() + bad.count())
                        .as("seed %d: %s", seed, text)
                        .isEqualTo(lines);
            } catch (DataException e) {
                assertThat(e).as("seed " + seed).hasMessageContaining("rows.csv:");
                refused++;
            }
        }
        assertThat(refused).isBetween(20, 380);
    }

    private static String damaged(List<String> lines, String end, Random random) {
        for (int i = random.nextInt(4); i > 0; i--) {
            int at = 1 + random.nextInt(lines.size() - 1);
            String line = lines.get(at);
            int place = random.nextBoolean() ? line.indexOf(',') + 1 : random.nextInt(line.length() + 1);
            lines.set(
                    at,
                    random.nextInt(3) < 2
                            ? line.substring(0, place) + "\"" + line.substring(place)
                            : line.substring(0, Math.max(1, place)));
        }
        String text = String.join(end, lines) + (random.nextBoolean() ? end : "");
        return random.nextInt(5) > 0 ? text : text.substring(0, text.length() / 2 + random.nextInt(text.length() / 2));
    }

    @Test
    void plainLinesEndAsQuotedOnesDo() throws IOException {
        for (String end : List.of("\n", "\r\n", "\r")) {
            file(String.join(end, "user,label", "u1,1", "u2,0") + end);
            List<String> users = new ArrayList<>();
            assertThat(read(users, "data.table.quoted=false").count()).isZero();
            assertThat(users).containsExactly("u1", "u2");
        }
    }

    @Test
    void aMarkIsNoPartOfAName() throws IOException {
        Files.write(
                folder.resolve("rows.csv"), "\uFEFF\"user\", item ,label\nu1,i1,1\n".getBytes(StandardCharsets.UTF_8));
        assertThat(source().layout().own().names()).containsExactly("user", "item", "label");
        assertThat(source().remarks())
                .containsExactly(folder.resolve("rows.csv")
                        + ":1: spaces around the names of columns are left out, as of \" item \"");
    }
}
