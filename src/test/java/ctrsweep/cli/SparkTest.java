package ctrsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Launches whose workers are tasks of a Spark with executors of its own. `./mvnw verify -Pspark`.
@Tag("spark")
class SparkTest {
    private static final Path HOME = Path.of(System.getProperty("ctrsweep.home", ""));
    private static final long PATIENCE_MINUTES = 5;
    private static final int POINTS = 40;

    @TempDir
    Path folder;

    private SparkHome spark;

    @BeforeEach
    void makeSpark() throws IOException, InterruptedException {
        spark = SparkHome.in(folder);
    }

    /// The quickstart with ten learning rates. An executor is killed when a third of the trials has ended: Spark
    /// starts its worker again, and another process goes on with its trial.
    @Test
    void fortyTrialsEndOnceThoughAnExecutorIsKilled() throws Exception {
        Path spec = quickstart();
        Path alone = folder.resolve("alone.db");
        Cli local = Cli.launch(alone, "launch", spec.toString(), "--quiet");
        assertThat(local.code()).as(local.err()).isZero();

        Path database = folder.resolve("spark.db");
        Process launch = launch(database, spec, "--spark", "local-cluster[3,1,1024]");
        while (ended(database) < POINTS / 3 && launch.isAlive()) {
            Thread.sleep(200);
        }
        List<ProcessHandle> executors = executors(launch);
        assertThat(executors).as(said()).isNotEmpty();
        executors.getFirst().destroyForcibly();
        assertThat(code(launch)).as(said()).isZero();

        assertThat(said()).contains("is lost, and Spark starts it again").contains("40 of 40 trials run: 40 completed");
        assertThat(Sql.rows(database, "SELECT count(*), count(DISTINCT point_hash), min(state), max(state) FROM trial"))
                .containsExactly(List.of("40", "40", "completed", "completed"));
        assertThat(leaderboard(database)).isEqualTo(leaderboard(alone));
    }

    @Test
    void twoWorkersTakeLittleMoreThanHalfTheTime() throws Exception {
        Path spec = Files.writeString(folder.resolve("formula.yaml"), """
                version: 1
                name: formula
                runner: {command: [sh, -c, "sleep 2; echo '{{\\"val.auc\\": '$0'}}'", "{x}"]}
                objective: {metric: val.auc, goal: maximize}
                method: grid
                parameters: {x: {values: [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0]}}
                """);
        double one = seconds(spec, 1);
        double two = seconds(spec, 2);
        System.out.printf(
                Locale.ROOT, "Spark: 10 trials of 2 s took one worker %.1f s and two workers %.1f s%n", one, two);
        assertThat(two / one).isLessThanOrEqualTo(0.6);
    }

    @Test
    void anInterruptedJobGivesItsTrialsBackAndTheNextLaunchGoesOn() throws Exception {
        Path spec = quickstart();
        Path database = folder.resolve("spark.db");
        Process launch = launch(database, spec, "--spark", "local-cluster[2,1,1024]");
        while (ended(database) < 2 && launch.isAlive()) {
            Thread.sleep(200);
        }
        launch.destroy();
        launch.waitFor();
        waitForEnd(launch);
        assertThat(said()).contains("interrupted: the workers give back their trials");
        assertThat(Sql.rows(database, "SELECT count(*) FROM trial WHERE state = 'running'"))
                .containsExactly(List.of("0"));
        Cli next = Cli.launch(database, "launch", spec.toString(), "--quiet");
        assertThat(next.code()).as(next.err()).isZero();
        assertThat(ended(database)).isEqualTo(POINTS);
    }

    /// From the beginning of the first trial to the end of the last: Spark's own start takes as long for any number
    /// of workers.
    private double seconds(Path spec, int workers) throws Exception {
        Path database = folder.resolve("workers-%d.db".formatted(workers));
        Process launch =
                launch(database, spec, "--spark", "local-cluster[2,1,1024]", "--workers", Integer.toString(workers));
        assertThat(code(launch)).as(said()).isZero();
        return Double.parseDouble(Sql.rows(database, "SELECT (max(ended_at) - min(started_at)) / 1000.0 FROM trial")
                .getFirst()
                .getFirst());
    }

    private Path quickstart() throws IOException {
        Files.copy(HOME.resolve("configs/deepfm_generated.yaml"), folder.resolve("base.yaml"));
        String text = Files.readString(HOME.resolve("sweeps/quickstart.yaml"))
                .replace("configs/deepfm_generated.yaml", "base.yaml\noverrides: {training.num_epochs: 2}")
                .replace(
                        "[3.0e-3, 1.0e-2, 3.0e-2]",
                        "[1.0e-3, 2.0e-3, 3.0e-3, 4.0e-3, 6.0e-3, 8.0e-3, 1.0e-2, 1.5e-2, 2.0e-2, 3.0e-2]");
        return Files.writeString(folder.resolve("quickstart.yaml"), text);
    }

    private Process launch(Path database, Path spec, String... more) throws IOException {
        String[] words = Stream.concat(
                        Stream.of("launch", spec.toString(), "--db", database.toString()), Stream.of(more))
                .toArray(String[]::new);
        ProcessBuilder builder = new ProcessBuilder(spark.command(folder, words))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said.txt").toFile());
        builder.environment().put("SPARK_HOME", spark.folder().toString());
        builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
        return builder.start();
    }

    private String said() throws IOException {
        return Files.readString(folder.resolve("said.txt"), StandardCharsets.UTF_8);
    }

    private static int code(Process process) throws InterruptedException {
        assertThat(process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)).isTrue();
        return process.exitValue();
    }

    private void waitForEnd(Process launch) throws InterruptedException {
        List<ProcessHandle> left = new ArrayList<>(launch.descendants().toList());
        left.forEach(process -> process.onExit().orTimeout(1, TimeUnit.MINUTES).join());
    }

    private static List<ProcessHandle> executors(Process launch) {
        return launch.descendants()
                .filter(process -> process.info().commandLine().orElse("").contains("CoarseGrainedExecutorBackend"))
                .toList();
    }

    private static int ended(Path database) {
        try {
            return Integer.parseInt(Sql.rows(database, "SELECT count(*) FROM trial WHERE state = 'completed'")
                    .getFirst()
                    .getFirst());
        } catch (RuntimeException e) {
            return 0; // the database is not there yet
        }
    }

    private static String leaderboard(Path database) {
        return Cli.launch(database, "leaderboard", "quickstart", "--no-timings", "--format", "csv")
                .out();
    }
}
