package ctrsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ctrsweep.store.Database;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a process of its own loads, from the virtual machine's log of loaded classes: start-up time is classes.
class LoadedClassesTest {
    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void currentDatabase() {
        file = folder.resolve("sweeps.db");
        Database.openForWriting(file).close();
    }

    @Test
    void queriesLoadNeitherEngineNorMigration() throws Exception {
        assertThat(loadedBy(Main.class, "list", "--db", file.toString()))
                .contains("ctrsweep.store.DatabaseResults")
                .noneMatch(name -> name.startsWith("ai.djl.") || name.startsWith("org.flywaydb."))
                .noneMatch(name -> name.startsWith("org.postgresql.") || name.startsWith("com.zaxxer."))
                .doesNotContain("ctrsweep.store.PostgresDatabase")
                .noneMatch(name -> name.startsWith("java.awt.") || name.startsWith("org.knowm."));
    }

    @Test
    void openingACurrentDatabaseForWritingDoesNotLoadFlyway() throws Exception {
        assertThat(loadedBy(Opening.class, file.toString()))
                .contains("ctrsweep.store.Database")
                .noneMatch(name -> name.startsWith("org.flywaydb."));
    }

    /// The contrary: the log does tell when Flyway is loaded.
    @Test
    void openingAFreshDatabaseForWritingLoadsFlyway() throws Exception {
        assertThat(loadedBy(Opening.class, folder.resolve("fresh.db").toString()))
                .contains("org.flywaydb.core.Flyway");
    }

    static final class Opening {
        private Opening() {}

        public static void main(String[] args) {
            Database.openForWriting(Path.of(args[0])).close();
        }
    }

    private List<String> loadedBy(Class<?> main, String... args) throws IOException, InterruptedException {
        Path log = folder.resolve("classes.txt");
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "--enable-native-access=ALL-UNNAMED",
                "-Xlog:class+load:file=\"" + log + "\"::filecount=0",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                main.getName()));
        command.addAll(List.of(args));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        try (var lines = Files.lines(log)) {
            return lines.map(line -> line.replaceFirst("^(\\[[^]]*])+ ", "").split(" ", 2)[0])
                    .toList();
        }
    }
}
