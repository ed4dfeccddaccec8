package ctrsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ctrsweep.store.PostgresServer;
import ctrsweep.sweep.DatabaseAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Four people, each from an empty folder to the last thing that they came for.
class WalkthroughTest {
    @TempDir
    Path folder;

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    /// What a command that must succeed printed.
    private String sweep(String... words) {
        return printed(Cli.launch(folder.resolve("sweeps.db"), words), words);
    }

    private static String printed(Cli cli, String... words) {
        assertThat(cli.code()).as("%s: %s", String.join(" ", words), cli.err()).isZero();
        return cli.out();
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static String clicks(int rows) {
        Random random = new Random(3);
        StringBuilder csv = new StringBuilder("user,device,price,clicked\n");
        for (int row = 0; row < rows; row++) {
            int user = random.nextInt(30);
            int device = random.nextInt(3);
            csv.append("u%d,d%d,%.2f,%d\n"
                    .formatted(
                            user,
                            device,
                            Math.exp(random.nextGaussian()),
                            random.nextInt(60) < user + 10 * device ? 1 : 0));
        }
        return csv.toString();
    }

    @Test
    void anEngineerWithAFileUsesTheWinnerWhenTheFileIsGone() throws IOException {
        write("clicks.csv", clicks(1200));
        sweep("init", path("clicks.csv"));
        sweep("launch", path("sweeps/clicks.yaml"), "--quiet", "-O", "training.num_epochs=2");
        Files.delete(folder.resolve("clicks.csv"));

        write("new.csv", clicks(50));
        sweep("predict", "clicks", "best", "--input", path("new.csv"), "--out", path("predictions.csv"));
        assertThat(Files.readAllLines(folder.resolve("predictions.csv"))).hasSize(51);
        assertThat(sweep("evaluate", "clicks", "best", "--input", path("new.csv")))
                .contains("input.auc");
        sweep("export", "clicks", "best", "--onnx", path("model.onnx"));
        assertThat(folder.resolve("model.onnx")).isNotEmptyFile();
        assertThat(folder.resolve("model.json")).isNotEmptyFile();
    }

    @Test
    void aResearcherComparesModelsOverSeeds() throws IOException {
        sweep("init");
        write("sweeps/models.yaml", """
                version: 1
                name: models
                base: configs/deepfm_generated.yaml
                overrides:
                  device: cpu
                  training.num_epochs: 2
                  data.generated.rows: 2000
                objective: {metric: val.auc, goal: maximize}
                method: grid
                parameters:
                  model_name: {values: [fm, deepfm]}
                repeats: {seeds: [1, 2, 3]}
                """);
        sweep("launch", path("sweeps/models.yaml"), "--quiet");

        assertThat(sweep("leaderboard", "models", "--format", "md"))
                .startsWith("| rank")
                .contains("fm", "| 3 ");
        sweep("leaderboard", "models", "--csv", path("models.csv"), "--no-timings");
        assertThat(Files.readAllLines(folder.resolve("models.csv"))).hasSize(3);
        sweep("report", "models", "--png");
        try (Stream<Path> files = Files.walk(folder.resolve("outputs/models"))) {
            assertThat(files.map(file -> String.valueOf(file.getFileName())))
                    .contains("report.html")
                    .anyMatch(name -> name.endsWith(".png"));
        }
        // The spec, as it was run, is what another researcher repeats it from.
        write("sweeps/again.yaml", sweep("show", "models", "--spec", "--as", "again"));
        sweep("launch", path("sweeps/again.yaml"), "--quiet");
        sweep("leaderboard", "again", "--csv", path("again.csv"), "--no-timings");
        assertThat(folder.resolve("again.csv")).hasSameTextualContentAs(folder.resolve("models.csv"));
    }

    @Test
    void aTeamLeadSharesADatabaseAndTakesACopyHome() throws IOException {
        DatabaseAddress.Server server = PostgresServer.schema();
        SmallSweep small = SmallSweep.in(folder);
        Path spec = small.spec(SmallSweep.GRID);
        team(server, "launch", spec.toString(), "--quiet");
        assertThat(team(server, "list")).contains("small");
        assertThat(team(server, "work", "--until-idle", "--quiet")).isEmpty();
        team(server, "workers");
        assertThat(team(server, "trials", "small", "--where", "training.lr < 0.005"))
                .contains("0.001")
                .doesNotContain("0.01 ");

        String url = "postgresql://" + server.url();
        sweep("db", "copy", url, path("home.db"));
        assertThat(printed(Cli.launch(folder.resolve("home.db"), "leaderboard", "small", "--csv", "-", "--no-timings")))
                .isEqualTo(team(server, "leaderboard", "small", "--csv", "-", "--no-timings"));
        try (Served page = Served.start(folder.resolve("home.db"))) {
            assertThat(page.get("/").body()).contains("/sweeps/small");
            assertThat(page.get("/sweeps/small").statusCode()).isEqualTo(200);
        }
    }

    private String team(DatabaseAddress server, String... words) {
        return printed(Cli.launch(folder, server, 100, words), words);
    }

    @Test
    void aPythonUserTunesAProgramAsItIs() throws IOException {
        write("train.sh", """
                lr=$1
                for epoch in 1 2 3; do echo "epoch $epoch - loss: $lr - val_auc: 0.$epoch"; done
                echo "a warning" >&2
                """);
        write("sweeps/mine.yaml", """
                version: 1
                name: mine
                runner:
                  command: [sh, train.sh, "{lr}"]
                  cwd: ..
                  metrics: {lines: key_value}
                objective: {metric: loss, goal: minimize}
                method: grid
                parameters: {lr: {values: [0.3, 0.1, 0.2]}}
                """);
        sweep("launch", path("sweeps/mine.yaml"), "--quiet");

        assertThat(sweep("best", "mine")).contains("mine: trial 1 is the best of 3 completed trials");
        assertThat(sweep("logs", "mine", "1")).contains("epoch 3 - loss: 0.1 - val_auc: 0.3");
        assertThat(sweep("logs", "mine", "1", "--stderr")).contains("a warning");
        assertThat(sweep("show", "mine", "1", "--command")).contains("sh train.sh 0.1");
        List<String> helper = new ArrayList<>(sweep("python").lines().toList());
        assertThat(helper).anyMatch(line -> line.startsWith("def report("));
        sweep("leaderboard", "mine", "--csv", path("mine.csv"));
        assertThat(Files.readString(folder.resolve("mine.csv"))).contains(",0.1,");
    }
}
