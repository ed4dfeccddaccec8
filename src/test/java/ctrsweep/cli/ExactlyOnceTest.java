package ctrsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ctrsweep.store.RestartableServer;
import ctrsweep.sweep.DatabaseAddress;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Many processes work on one grid and are killed, lose their server or have other clocks: every point ends exactly
/// once, and the leaderboard is that of one undisturbed process. `./mvnw verify -Pkill`.
@Tag("kill")
class ExactlyOnceTest {
    private static final int PROCESSES = Integer.getInteger("ctrsweep.processes", 16);
    private static final int KILLS_A_SECOND = Integer.getInteger("ctrsweep.kills-a-second", 4);
    private static final int SECONDS = Integer.getInteger("ctrsweep.kill-seconds", 60);
    private static final int RESTARTS = 5;
    private static final long LONGEST_MINUTES = 10;

    @TempDir
    Path folder;

    private final SplittableRandom random = new SplittableRandom(31);
    private final List<Process> running = new ArrayList<>();
    private Path spec;
    private String classPath;
    private String undisturbed;
    private int kills;
    private int started;

    /// The first process also records which classes it loads, so that the others start sooner.
    @BeforeEach
    void undisturbed() throws Exception {
        spec = FormulaWorker.spec(folder);
        classPath = jars();
        Path alone = folder.resolve("alone.db");
        Process process =
                start(alone.toString(), List.of("-XX:AOTCacheOutput=" + folder.resolve("classes.aot")), Map.of());
        assertThat(process.waitFor()).as(said()).isZero();
        undisturbed = leaderboard(new DatabaseAddress.File(alone));
        assertThat(undisturbed.lines()).hasSize(1 + FormulaWorker.POINTS);
    }

    /// The class path with jars instead of folders, as the recording wants it.
    private String jars() {
        List<String> jars = new ArrayList<>();
        String all = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        for (String entry : all.split(File.pathSeparator, -1)) {
            if (Files.isDirectory(Path.of(entry))) {
                String jar =
                        folder.resolve("classes-%d.jar".formatted(jars.size())).toString();
                ToolProvider.findFirst("jar")
                        .orElseThrow()
                        .run(System.out, System.err, "--create", "--file", jar, "-C", entry, ".");
                jars.add(jar);
            } else {
                jars.add(entry);
            }
        }
        return String.join(File.pathSeparator, jars);
    }

    @Test
    void inAFileWhateverIsKilled() throws Exception {
        DatabaseAddress file = new DatabaseAddress.File(folder.resolve("many.db"));
        kill(file.toString());
        assertExactlyOnce(file);
    }

    @Test
    void inPostgresqlWhateverIsKilled() throws Exception {
        try (RestartableServer server = RestartableServer.start(folder)) {
            kill(server.url());
            assertExactlyOnce(DatabaseAddress.of(server.url()));
        }
    }

    @Test
    void whileTheServerRestarts() throws Exception {
        try (RestartableServer server = RestartableServer.start(folder)) {
            for (int i = 0; i < PROCESSES; i++) {
                running.add(start(server.url()));
            }
            for (int i = 0; i < RESTARTS; i++) {
                awaitCompleted(server, (i + 1) * FormulaWorker.POINTS / (RESTARTS + 2));
                server.restart();
            }
            awaitEnd();
            assertExactlyOnce(DatabaseAddress.of(server.url()));
            assertThat(said()).contains("waiting up to").contains("the database is back after");
        }
    }

    /// Half of the processes are ten minutes ahead, if this machine has libfaketime.
    @Test
    void whateverTheirClocksSay() throws Exception {
        Optional<Path> faketime = faketime();
        if (faketime.isEmpty()) {
            System.out.println("ExactlyOnceTest: this machine has no libfaketime; all clocks are equal");
        }
        // Without these variables its threads would wait actively.
        Map<String, String> ahead = faketime.map(library -> Map.of(
                        "LD_PRELOAD",
                        library.toString(),
                        "FAKETIME",
                        "+10m",
                        "FAKETIME_DONT_FAKE_MONOTONIC",
                        "1",
                        "FAKETIME_FORCE_MONOTONIC_FIX",
                        "0"))
                .orElse(Map.of());
        try (RestartableServer server = RestartableServer.start(folder)) {
            for (int i = 0; i < PROCESSES; i++) {
                running.add(start(server.url(), options(), i % 2 == 0 ? ahead : Map.of()));
            }
            awaitEnd();
            assertExactlyOnce(DatabaseAddress.of(server.url()));
            assertThat(server.ask("SELECT max(attempt) FROM trial")).isEqualTo("1");
            assertThat(server.ask("SELECT extract(epoch FROM max(updated_at) - min(created_at)) < 300 FROM trial"))
                    .isEqualTo("t");
        }
    }

    private static Optional<Path> faketime() throws IOException {
        try (Stream<Path> libraries =
                Files.find(Path.of("/usr/lib"), 4, (path, _) -> path.endsWith("libfaketimeMT.so.1"))) {
            return libraries.findFirst();
        }
    }

    /// Kills a process every now and then and starts another; at the end, the last ones come to the end of the grid.
    private void kill(String database) throws Exception {
        for (int i = 0; i < PROCESSES; i++) {
            running.add(start(database));
        }
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (System.nanoTime() < end) {
            Thread.sleep(1_000 / KILLS_A_SECOND);
            int victim = random.nextInt(running.size());
            if (running.get(victim).isAlive()) {
                running.get(victim).destroyForcibly().waitFor();
                kills++;
            }
            running.set(victim, start(database));
        }
        awaitEnd();
    }

    private void awaitEnd() throws InterruptedException {
        for (Process process : running) {
            assertThat(process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES)).isTrue();
            assertThat(process.exitValue()).as(said()).isZero();
        }
        running.clear();
    }

    private void awaitCompleted(RestartableServer server, int trials) throws InterruptedException {
        while (Integer.parseInt(server.ask("SELECT count(*) FROM trial WHERE state = 'completed'")) < trials) {
            Thread.sleep(20);
        }
    }

    private void assertExactlyOnce(DatabaseAddress database) {
        assertThat(leaderboard(database)).isEqualTo(undisturbed);
        Cli copied = Cli.launch(
                folder, database, 100, "db", "backup", folder.resolve("copy.db").toString());
        assertThat(copied.code()).as(copied.err()).isZero();
        Path copy = folder.resolve("copy.db");
        assertThat(Sql.rows(copy, "SELECT count(*), count(DISTINCT number), min(number), max(number) FROM trial"))
                .containsExactly(List.of(
                        "" + FormulaWorker.POINTS, "" + FormulaWorker.POINTS, "0", "" + (FormulaWorker.POINTS - 1)));
        assertThat(Sql.rows(copy, "SELECT DISTINCT state, epochs FROM trial"))
                .containsExactly(List.of("completed", "" + FormulaWorker.EPOCHS));
        // The attempt that ended has each epoch once.
        assertThat(Sql.rows(copy, """
                        SELECT count(*) FROM trial JOIN epoch ON epoch.trial_id = trial.id AND epoch.attempt = trial.attempt""")).containsExactly(List.of("" + FormulaWorker.POINTS * FormulaWorker.EPOCHS));
        assertThat(Cli.launch(folder, database, 100, "db", "check").code()).isZero();
        System.out.printf(
                Locale.ROOT,
                "%s: %d processes, %d kills, %s attempts at %d trials%n",
                database,
                started,
                kills,
                Sql.rows(copy, "SELECT sum(attempt) FROM trial").getFirst().getFirst(),
                FormulaWorker.POINTS);
    }

    private String leaderboard(DatabaseAddress database) {
        return Cli.launch(folder, database, 100, "leaderboard", "formula", "--no-timings", "--format", "csv")
                .out();
    }

    private List<String> options() {
        return List.of("-XX:AOTCache=" + folder.resolve("classes.aot"));
    }

    private Process start(String database) throws IOException {
        return start(database, options(), Map.of());
    }

    private Process start(String database, List<String> options, Map<String, String> environment) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElseThrow());
        command.addAll(options);
        command.addAll(List.of(
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-Dorg.sqlite.tmpdir=" + folder,
                "-cp",
                classPath,
                FormulaWorker.class.getName(),
                spec.toString(),
                database));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
        builder.environment().putAll(environment);
        started++;
        return builder.start();
    }

    private Path log() {
        return folder.resolve("workers.log");
    }

    private String said() {
        try {
            return Files.readString(log());
        } catch (IOException e) {
            return e.toString();
        }
    }
}
