package ctrsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Sweeps whose files lie in an S3 server. `./mvnw verify -Ps3`.
@Tag("s3")
class S3Test {
    private static final Path HOME = Path.of(System.getProperty("ctrsweep.home", ""));

    @TempDir
    Path folder;

    private S3Server server;
    private Path database;

    @BeforeEach
    void start() throws IOException, InterruptedException {
        server = S3Server.start(folder);
        database = folder.resolve("shared.db");
        Files.createSymbolicLink(folder.resolve("lib"), S3Server.libraries());
        S3Server.setProperties();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    /// A launch is killed within its second trial, after an epoch's checkpoint has reached the server. Another
    /// checkout, which has none of its files, goes on from there.
    @Test
    void anotherCheckoutGoesOnFromWhatAKilledLaunchStored() throws Exception {
        Path bucket = server.makeBucket("sweeps");
        Path spec = spec();
        Path alone = folder.resolve("alone.db");
        Cli local = Cli.launch(alone, "launch", spec.toString(), "--quiet", "--workers", "1");
        assertThat(local.code()).as(local.err()).isZero();

        Path first = Files.createDirectory(folder.resolve("first"));
        try (Child launch = child(
                first,
                "launch",
                spec.toString(),
                "--outputs",
                server.uri("sweeps/team"),
                "--verbose",
                "--workers",
                "1")) {
            Path checkpoint = bucket.resolve("team/stored/trial-0001/checkpoint-0002.bin");
            while (launch.runs() && Files.notExists(checkpoint)) {
                Thread.sleep(5);
            }
            assertThat(launch.runs()).as(String.join("\n", launch.saidSoFar())).isTrue();
            launch.kill();
        }
        assertThat(first.resolve("outputs/stored/trial-0000")).doesNotExist();
        assertThat(bucket.resolve("team/stored/trial-0000/best.safetensors")).exists();

        Path second = Files.createDirectory(folder.resolve("second"));
        List<String> said = done(second, "launch", spec.toString(), "--verbose", "--workers", "1");
        assertThat(said).anyMatch(line -> line.contains("goes on after epoch"));
        assertThat(leaderboard(database)).isEqualTo(leaderboard(alone));

        String weights = server.uri("sweeps/team/stored/trial-0000/best.safetensors");
        assertThat(Sql.rows(database, "SELECT path FROM artifact WHERE kind = 'weights' ORDER BY trial_id LIMIT 1")
                        .getFirst())
                .containsExactly(weights);
        assertThat(Cli.launch(database, "show", "stored", "0").out())
                .contains(weights)
                .doesNotContain("on host");
        assertThat(here("evaluate", "stored", "0").out()).contains("val.auc");
        assertThat(objects(bucket)).noneMatch(name -> name.contains("checkpoint") || name.endsWith(".claim"));

        here("rename", "stored", "kept", "--yes");
        assertThat(here("delete", "kept", "--yes").err())
                .contains("deleted: ")
                .contains(server.uri("sweeps/team/stored with"))
                .doesNotContain("left");
        assertThat(objects(bucket)).isEmpty();
    }

    /// Each message is one line, and neither a trial nor a file is left.
    @Test
    void whatCannotBeUsedIsToldInOneLine() throws Exception {
        Path bucket = server.makeBucket("sweeps");
        Path home = Files.createDirectory(folder.resolve("home"));
        Path spec = spec();
        assertThat(refused(home, S3Server.SECRET, spec, server.uri("none")))
                .containsExactly(
                        "sweep: %s cannot be used: The specified bucket does not exist".formatted(server.uri("none")));
        assertThat(refused(home, "another-secret", spec, server.uri("sweeps")))
                .singleElement()
                .asString()
                .startsWith("sweep: %s cannot be used: ".formatted(server.uri("sweeps")))
                .doesNotContain("another-secret");
        server.close();
        assertThat(refused(home, S3Server.SECRET, spec, server.uri("sweeps")))
                .singleElement()
                .asString()
                .contains("connection refused");
        assertThat(database).doesNotExist();
        assertThat(home.resolve("outputs")).doesNotExist();
        assertThat(objects(bucket)).isEmpty();
    }

    private List<String> refused(Path home, String secret, Path spec, String uri) throws Exception {
        try (Child launch = Child.startIn(
                home,
                S3Server.environment(secret),
                "launch",
                spec.toString(),
                "--db",
                database.toString(),
                "--outputs",
                uri)) {
            assertThat(launch.exitCode()).isEqualTo(1);
            return launch.lines();
        }
    }

    private Path spec() throws IOException {
        Files.copy(HOME.resolve("configs/deepfm_generated.yaml"), folder.resolve("base.yaml"));
        return Files.writeString(folder.resolve("stored.yaml"), """
                version: 1
                name: stored
                base: base.yaml
                overrides: {training.num_epochs: 6}
                objective: {metric: val.auc, goal: maximize}
                method: grid
                parameters: {training.lr: {values: [0.003, 0.01, 0.03]}}
                """);
    }

    private Child child(Path home, String... words) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--db", database.toString()));
        return Child.startIn(home, S3Server.environment(S3Server.SECRET), all.toArray(String[]::new));
    }

    private List<String> done(Path home, String... words) throws IOException, InterruptedException {
        try (Child child = child(home, words)) {
            assertThat(child.exitCode()).as(String.join("\n", child.lines())).isZero();
            return child.lines();
        }
    }

    /// A command in this process, which has the jars in the folder `lib`.
    private Cli here(String... words) {
        Cli cli = Cli.launch(database, words);
        assertThat(cli.code()).as(cli.err()).isZero();
        return cli;
    }

    private static String leaderboard(Path database) {
        return Cli.launch(database, "leaderboard", "stored", "--no-timings", "--format", "csv")
                .out();
    }

    private static List<String> objects(Path bucket) throws IOException {
        try (Stream<Path> files = Files.walk(bucket)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> bucket.relativize(file).toString())
                    .toList();
        }
    }
}
