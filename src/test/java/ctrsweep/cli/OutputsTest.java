package ctrsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Where files go: sweeps of a program, which take no time.
class OutputsTest {
    @TempDir
    Path folder;

    private String spec = "";

    @BeforeEach
    void write() throws IOException {
        spec = Files.writeString(folder.resolve("spec.yaml"), """
                version: 1
                name: s
                runner:
                  command:
                    - sh
                    - -c
                    - 'echo "{{\\"val.auc\\": 0.5}}"; echo $0 > $CTRSWEEP_FOLDER/own'
                    - "{x}"
                objective: {metric: val.auc, goal: maximize}
                method: grid
                parameters: {x: {values: [1, 2]}}
                """).toString();
    }

    private Cli run(String database, String... words) {
        Cli cli = Cli.launch(folder.resolve(database), words);
        assertThat(cli.code()).as(cli.err()).isZero();
        return cli;
    }

    @Test
    void twoDatabasesShareNothing() throws IOException {
        run("one.db", "launch", spec);
        Cli second = run("two.db", "launch", spec);
        assertThat(second.err())
                .contains("files go to outputs/s-2: " + folder.resolve("outputs/s") + " belongs to another database");
        assertThat(folder.resolve("outputs/s/trial-0001/own")).exists();
        assertThat(folder.resolve("outputs/s-2/trial-0001/own")).exists();
        run("two.db", "delete", "s", "--yes");
        assertThat(folder.resolve("outputs/s-2")).doesNotExist();
        assertThat(folder.resolve("outputs/s/trial-0001/own")).exists();
        run("one.db", "rename", "s", "t", "--yes");
        assertThat(folder.resolve("outputs/t/trial-0001/own")).exists();
        assertThat(run("one.db", "delete", "t", "--yes").err())
                .contains("outputs/t with ")
                .doesNotContain("left");
        assertThat(folder.resolve("outputs")).isEmptyDirectory();
    }

    @Test
    void everythingFollowsTheOption() throws IOException {
        Path elsewhere = folder.resolve("else/where");
        String[] outputs = {"--outputs", elsewhere.toString()};
        run("one.db", "launch", spec, outputs[0], outputs[1]);
        assertThat(elsewhere.resolve("s/trial-0000/stdout.log")).exists();
        try (var logs = Files.list(elsewhere.resolve("s"))) {
            assertThat(logs.map(file -> file.getFileName().toString())).anyMatch(name -> name.startsWith("launch-"));
        }
        run("one.db", "report", "s", outputs[0], outputs[1]);
        assertThat(elsewhere.resolve("s/report.html")).exists();
        run("one.db", "rename", "s", "t", "--yes", outputs[0], outputs[1]);
        assertThat(Sql.rows(folder.resolve("one.db"), "SELECT path FROM artifact ORDER BY path LIMIT 1")
                        .getFirst())
                .containsExactly("else/where/t/trial-0000/stderr.log");
        run("one.db", "delete", "t", "--yes", outputs[0], outputs[1]);
        assertThat(elsewhere).isEmptyDirectory();
        assertThat(folder.resolve("outputs")).doesNotExist();
    }

    @Test
    void aFolderThatCannotBeWrittenNamesBothWaysOut() throws IOException {
        Files.writeString(folder.resolve("outputs"), "a file");
        Cli refused = Cli.launch(folder.resolve("one.db"), "launch", spec);
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err())
                .contains(folder.resolve("outputs/s")
                        + " cannot be written: this user may not make files there; --outputs DIR or"
                        + " CTRSWEEP_OUTPUTS names another folder, and --db FILE or CTRSWEEP_DB another database");
        assertThat(folder.resolve("one.db")).doesNotExist();
    }
}
