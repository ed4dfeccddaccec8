package ctrsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ctrsweep.cli.text.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectTest {
    private static final Map<String, String> NOTHING = Map.of();

    @TempDir
    Path folder;

    private Project found(Path here, Map<String, String> environment, String... words) {
        return Project.find(words, environment, new Properties(), here);
    }

    private Path folder(String name) throws IOException {
        return Files.createDirectories(folder.resolve(name));
    }

    @Test
    void theNearestFolderWithSweepsOrAFileIsTheProject() throws IOException {
        folder("a/sweeps");
        Path deep = folder("a/b/c/d");
        assertThat(found(deep, NOTHING).folder()).isEqualTo(folder.resolve("a"));

        Files.writeString(folder.resolve("a/b/sweep.toml"), "# a comment\n\n");
        Project inner = found(deep, NOTHING);
        assertThat(inner.folder()).isEqualTo(folder.resolve("a/b"));
        assertThat(inner.database(NOTHING)).hasToString("../../db/sweeps.db");
        assertThat(inner.outputs(NOTHING)).hasToString("../../outputs");
        assertThat(inner.shown()).hasToString("../..");
    }

    @Test
    void withoutOneItIsTheWorkingFolder() {
        Project project = found(folder, NOTHING);
        assertThat(project.folder()).isEqualTo(folder);
        assertThat(project.shown()).hasToString("");
        assertThat(project.database(NOTHING)).hasToString("db/sweeps.db");
    }

    @Test
    void anOptionGoesBeforeAVariable() throws IOException {
        Path a = folder("a");
        Path b = folder("b");
        Map<String, String> variable = Map.of("CTRSWEEP_HOME", a.toString());
        assertThat(found(folder, variable, "best", "--project", "b").folder()).isEqualTo(b);
        assertThat(found(folder, variable, "--project=" + b, "best").folder()).isEqualTo(b);
        assertThat(found(folder, variable, "best", "--", "--project=b").folder())
                .isEqualTo(a);
        assertThat(found(folder, Map.of("CTRSWEEP_HOME", "")).folder()).isEqualTo(folder);
        assertThat(found(a, NOTHING, "--project", b.toString()).database(NOTHING))
                .hasToString(b.resolve("db/sweeps.db").toString());
    }

    @Test
    void aFolderThatIsNamedMustExist() {
        assertThatThrownBy(() -> found(folder, NOTHING, "list", "--project", "gone"))
                .isInstanceOf(CommandFailure.class)
                .hasMessage("--project: there is no folder " + folder.resolve("gone"));
        assertThatThrownBy(() -> found(folder, Map.of("CTRSWEEP_HOME", "gone")))
                .hasMessage("CTRSWEEP_HOME: there is no folder " + folder.resolve("gone"));
    }

    @Test
    void theFileNamesDatabaseAndOutputs() throws IOException {
        Files.writeString(
                folder.resolve("sweep.toml"), "database = 'postgresql://ann:word@host/db'\noutputs = \"o\"\n");
        Path below = folder("x");
        Project project = found(below, NOTHING);
        assertThat(project.database(NOTHING)).hasToString("postgresql://ann@host/db");
        assertThat(project.outputs(NOTHING)).hasToString("../o");
        assertThat(project.database(Map.of("CTRSWEEP_DB", "y.db"))).hasToString("y.db");
        assertThat(project.outputs(Map.of("CTRSWEEP_OUTPUTS", "z"))).hasToString("z");
    }

    @Test
    void aMistakeInTheFileHasAPlace() throws IOException {
        Path file = folder.resolve("sweep.toml");
        Files.writeString(file, "# what\ndatabse = 'a.db'\n");
        assertThatThrownBy(() -> found(folder, NOTHING))
                .hasMessage(file + ":2:1: databse: no such key; did you mean database?");
        Files.writeString(file, "outputs = 3\n");
        assertThatThrownBy(() -> found(folder, NOTHING)).hasMessage(file + ":1:1: outputs: must be text in quotes");
        Files.writeString(file, "outputs = \n");
        assertThatThrownBy(() -> found(folder, NOTHING)).hasMessageStartingWith(file + ":1:11: ");
    }
}
