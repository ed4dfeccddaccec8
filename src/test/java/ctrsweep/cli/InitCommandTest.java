package ctrsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// From a file of which nothing is known to predictions of the best trial.
class InitCommandTest {
    @TempDir
    Path folder;

    private Cli cli(String... words) {
        return Cli.launch(folder.resolve("sweeps.db"), words);
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static String clicks(int rows) {
        Random random = new Random(1);
        StringBuilder csv = new StringBuilder("row_id,created_at,user_id,device,price,tags,note,site,clicked\n");
        for (int row = 0; row < rows; row++) {
            int user = random.nextInt(40);
            int device = random.nextInt(3);
            boolean clicked = random.nextInt(40) < user / 2 + 6 * device;
            csv.append(row)
                    .append(',')
                    .append(1_700_000_000L + 600L * row)
                    .append(',')
                    .append(user + 1000)
                    .append(',')
                    .append(List.of("phone", "tablet", "pc").get(device))
                    .append(',')
                    .append("%.2f".formatted(Math.exp(3 * random.nextGaussian())))
                    .append(',')
                    .append(random.nextBoolean() ? "a|b" : "c|a|d")
                    .append(",,shop,")
                    .append(clicked ? 1 : 0)
                    .append('\n');
        }
        return csv.toString();
    }

    @Test
    void fromAFileToPredictions() throws IOException {
        Path file = write("My clicks.csv", clicks(1500));

        Cli made = cli("init", file.toString());
        assertThat(made.err()).isEmpty();
        assertThat(made.code()).isZero();
        assertThat(made.out().replaceAll(" +", " "))
                .contains(
                        "row_id | left out | each row has another value",
                        "created_at | time: order, hour, weekday | its name, and times as unix",
                        "user_id | sparse | 40 values",
                        "device | sparse | 3 values",
                        "price | dense, by its logarithm | numbers, a few of them far larger than most",
                        "tags | sequence | several values with \"|\" between",
                        "note | left out | it is empty",
                        "site | left out | it always says shop",
                        "clicked | label | its name, and two classes",
                        "Split: by time;");
        assertThat(folder.resolve("sweep.toml")).exists();
        Path config = folder.resolve("configs/My-clicks.yaml");
        assertThat(cli("data", config.toString()).err()).isEmpty();
        assertThat(cli(
                                "launch",
                                folder.resolve("sweeps/My-clicks.yaml").toString(),
                                "--quiet",
                                "-O",
                                "training.num_epochs=1")
                        .code())
                .isZero();
        assertThat(cli("best").out()).contains("val.auc");
        Path out = folder.resolve("out.csv");
        Cli predicted = cli("predict", "My-clicks", "best", "--input", file.toString(), "--out", out.toString());
        assertThat(predicted.err()).contains("1,500 predictions");
        assertThat(Files.readAllLines(out)).hasSize(1501).first().asString().endsWith(",prediction");
    }

    @Test
    void ratingsAreNumbers() throws IOException {
        String rows = Stream.iterate(0, row -> row + 1)
                .limit(300)
                .map(row -> "%d;%d;%s\n".formatted(row % 17, row % 23, row % 9 / 2.0 + 0.5))
                .reduce("userId;movieId;rating\n", String::concat);
        write("ratings.csv", rows);

        Cli made = cli("init", folder.resolve("ratings.csv").toString(), "--name", "stars");
        assertThat(made.err()).isEmpty();
        assertThat(made.out().replaceAll(" +", " "))
                .contains("rating | label | its name, and numbers", "Split: at random;");
        assertThat(Files.readString(folder.resolve("sweeps/stars.yaml")))
                .contains("{metric: val.rmse, goal: minimize}");
        assertThat(cli(
                                "launch",
                                folder.resolve("sweeps/stars.yaml").toString(),
                                "--quiet",
                                "-O",
                                "training.num_epochs=1")
                        .code())
                .isZero();
    }

    @Test
    void aFileWithoutATitleLineHasNumberedColumns() throws IOException {
        String rows = Stream.iterate(0, row -> row + 1)
                .limit(200)
                .map(row -> "%d\tx%d\t%d\n".formatted(row % 2, row % 5, row % 100))
                .reduce("", String::concat);
        write("plain.tsv", rows);

        Cli made = cli("init", folder.resolve("plain.tsv").toString());
        assertThat(made.out().replaceAll(" +", " "))
                .contains("1 | label | the only column of two classes", "3 | dense");
        Cli data = cli("data", folder.resolve("configs/plain.yaml").toString());
        assertThat(data.err()).isEmpty();
    }

    @Test
    void withoutAFileThereIsAFirstSweep() {
        Cli made = cli("init");
        assertThat(made.out()).contains("sweeps/quickstart.yaml --plan");
        assertThat(cli("launch", folder.resolve("sweeps/quickstart.yaml").toString(), "--plan")
                        .code())
                .isZero();

        Cli again = cli("init");
        assertThat(again.code()).isEqualTo(1);
        assertThat(again.err()).contains("configs/deepfm_generated.yaml is there already and is left as it is");
    }

    @Test
    void nothingIsWrittenWhereTheLabelIsNotKnown() throws IOException {
        Path file = write("a.csv", "p,q,r\n0,1,a\n1,0,b\n");

        assertThat(cli("init", file.toString()).err())
                .isEqualTo("sweep: which column is the label? Name it with --label; of two classes are p, q\n");
        assertThat(cli("init", file.toString(), "--label", "qq").err())
                .isEqualTo("sweep: --label qq: there is no such column; did you mean q?\n");
        assertThat(cli("init", file.toString(), "--label", "r").err()).contains("--label r: is neither of two classes");
        assertThat(cli("init", file.toString(), "--name", "a b").err()).contains("--name a b: a name must be");
        assertThat(cli("init", folder.resolve("gone.csv").toString()).err())
                .contains("gone.csv: there is no such file");
        assertThat(cli("init", write("e.csv", "").toString()).err()).contains("e.csv: is empty");
        assertThat(cli("init", write("t.csv", "a,b\n").toString()).err()).contains("t.csv: has no rows");
        assertThat(folder.resolve("configs")).doesNotExist();
        assertThat(folder.resolve("sweep.toml")).doesNotExist();
    }
}
