package ctrsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataCommandTest {
    @TempDir
    Path folder;

    private Path config(String more) throws IOException {
        Files.writeString(folder.resolve("rows.csv"), "label,user,price\n1,ann,1\n0,bob,3\n1,ann,\n");
        Files.writeString(folder.resolve("test.csv"), "label,user,price\n0,cyd,2\n1,bob,4\n");
        return Files.writeString(folder.resolve("c.yaml"), """
                data:
                  dataset_name: table
                  data_dir: %s
                  split_strategy: given
                  table:
                    files: [rows.csv]
                    validation_files: [rows.csv]
                    test_files: [test.csv]
                    fields:
                      - {name: user, kind: sparse, width: 4}
                      - {name: price, kind: dense, missing: 2, normalize: minmax}
                %s""".formatted(folder, more));
    }

    @Test
    void tellsWhatTheModelGets() throws IOException {
        Cli cli = Cli.launch(folder.resolve("db"), "data", config("").toString());
        assertThat(cli.err()).isEmpty();
        assertThat(cli.out()
                        .replaceAll("[0-9a-f]{64}", "SHA")
                        .replaceAll("/.*/rows", "/PLACE/rows")
                        .replaceAll("-[0-9a-f]{16}", "-SHA"))
                .isEqualTo("""
                 split | rows | positives | mean label
                -------+------+-----------+------------
                 train |    3 |         2 |     0.6667
                 val   |    3 |         2 |     0.6667
                 test  |    2 |         1 |     0.5000

                 field | kind   | encoding   | ids | width | known in val | known in test
                -------+--------+------------+-----+-------+--------------+---------------
                 user  | sparse | vocabulary |   3 |     4 |       1.0000 |        0.5000
                 price | dense  | minmax     |     |    16 |       0.6667 |        1.0000

                 field | first rows of train
                -------+------------------------
                 user  | ann / bob / ann
                 price | 0.000 / 1.000 / 0.5000

                columns      /PLACE/rows.csv-SHA.columns
                size         0.0 MB
                fingerprint  SHA
                """);
        assertThat(cli.code()).isZero();
    }

    @Test
    void tellsWhichFieldsShareATable() throws IOException {
        Path file = config("");
        Files.writeString(folder.resolve("rows.csv"), "label,user,friends,price\n1,ann,bob|cyd,1\n0,bob,,3\n");
        Files.writeString(folder.resolve("test.csv"), "label,user,friends,price\n1,ann,bob,1\n0,cyd,,3\n");
        Cli cli = Cli.launch(
                folder.resolve("db"),
                "data",
                file.toString(),
                "-O",
                "data.table.fields=[{name: user, kind: sparse}, {name: price, kind: dense}, "
                        + "{name: friends, kind: sequence, length: 2, pooling: sum, embedding_name: user}]");
        assertThat(cli.err()).isEmpty();
        assertThat(cli.out()).contains("""
                 field   | kind     | encoding                     | ids | width | known in val | known in test
                ---------+----------+------------------------------+-----+-------+--------------+---------------
                 user    | sparse   | vocabulary                   |   4 |    16 |       1.0000 |        1.0000
                 price   | dense    | as it is                     |     |    16 |       1.0000 |        1.0000
                 friends | sequence | vocabulary, sum of at most 2 |   4 |    16 |       1.0000 |        1.0000

                 shared table | fields
                --------------+---------------
                 user         | user, friends

                 field   | first rows of train
                """);
    }

    /// Times 1,000 to 1,010: their quantiles at .75 and .9 are 1,007.5 and 1,009.
    @Test
    void tellsWhereTimesAreCut() throws IOException {
        StringBuilder rows = new StringBuilder("label,user,time\n");
        for (int i = 0; i <= 10; i++) {
            rows.append("%d,u%d,%d\n".formatted(i % 2, i, 1_000 + i));
        }
        Files.writeString(folder.resolve("timed.csv"), rows);
        Path file = Files.writeString(folder.resolve("t.yaml"), """
                data:
                  dataset_name: table
                  data_dir: %s
                  temporal_val_ratio: 0.15
                  table: {files: [timed.csv], time: time, fields: [{name: user, kind: sparse}]}
                """.formatted(folder));
        Cli cli = Cli.launch(folder.resolve("db"), "data", file.toString());
        assertThat(cli.err()).isEmpty();
        assertThat(cli.out())
                .contains(" train |    8 |", " val   |    2 |", " test  |    1 |")
                .contains("\ncut points   train up to 1007.5, val up to 1009.0 (unix seconds)\n");
    }

    @Test
    void tellsWhatWasLeftOut() throws IOException {
        Path file = config("");
        Files.writeString(folder.resolve("rows.csv"), "label,user,price\n1,ann,1\n0,bob\n0,bob,3\n");
        Cli cli = Cli.launch(folder.resolve("db"), "data", file.toString());
        assertThat(cli)
                .isEqualTo(new Cli(
                        1,
                        "",
                        "sweep: %s:3: has 2 columns, not 3; data.table.on_bad_row: skip leaves such rows out\n"
                                .formatted(folder.resolve("rows.csv"))));
        cli = Cli.launch(folder.resolve("db"), "data", file.toString(), "-O", "data.table.on_bad_row=skip");
        // the file is read for train and for validation
        assertThat(cli.out())
                .contains("left out: 2 of the rows, as\n  " + folder.resolve("rows.csv") + ":3: has 2 columns");
        assertThat(cli.err()).startsWith("2 rows were left out, as ");
    }

    @Test
    void tellsOfOtherDataSetsWhatIsKnown() {
        Cli cli = Cli.launch(
                folder.resolve("db"), "data", "configs/deepfm_generated.yaml", "-O", "data.generated.rows=2000");
        assertThat(cli.code()).isZero();
        assertThat(cli.out()).contains(" train | 1600 |").contains(" genres ").contains("sequence");
    }
}
