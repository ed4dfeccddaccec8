package ctrsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

    @Test
    void anObjectStoreWithoutItsLibrarySaysWhereToPutIt() throws IOException {
        Cli refused = Cli.launch(folder.resolve("one.db"), "launch", spec, "--outputs", "s3://bucket/sweeps");
        assertThat(refused)
                .isEqualTo(new Cli(
                        1,
                        "",
                        "sweep: s3://bucket/sweeps: no library here reads and writes s3: put the jars of software.amazon.nio.s3:aws-java-nio-spi-for-s3 and its dependencies into %s, or name their folder in CTRSWEEP_LIB%n"
                                .formatted(folder.resolve("lib"))));
        Files.writeString(Path.of(spec), Files.readString(Path.of(spec)) + "outputs: {uri: 'gs://bucket/sweeps'}\n");
        assertThat(Cli.launch(folder.resolve("one.db"), "launch", spec).err())
                .startsWith("sweep: gs://bucket/sweeps: no library here reads and writes gs: ");
        assertThat(folder.resolve("one.db")).doesNotExist();
        assertThat(folder.resolve("outputs")).doesNotExist();
    }

    @Test
    void credentialsInAUriAreNeitherTakenNorShown() throws IOException {
        Cli refused = Cli.launch(
                folder.resolve("one.db"), "launch", spec, "--outputs", "s3x://me:my-secret@host:9000/bucket");
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err())
                .startsWith("sweep: --outputs must have no user, password, ?query or #fragment")
                .doesNotContain("my-secret");
        Files.writeString(
                Path.of(spec), Files.readString(Path.of(spec)) + "outputs: {uri: 's3x://me:my-secret@h/b'}\n");
        assertThat(Cli.launch(folder.resolve("one.db"), "launch", spec).err())
                .contains(":12:16: outputs.uri: must have no user")
                .doesNotContain("my-secret");
        assertThat(folder.resolve("one.db")).doesNotExist();
    }

    /// The folder is shared by machines; the sweep says where it is.
    @Test
    void aFileUriStaysWithTheSweep() throws IOException {
        Path shared = folder.resolve("shared");
        run("one.db", "launch", spec, "--outputs", shared.toUri().toString());
        assertThat(shared.resolve("s/trial-0001/own")).exists();
        String launchedAgain = Files.readString(Path.of(spec)).replace("[1, 2]", "[1, 2, 3]");
        Files.writeString(Path.of(spec), launchedAgain);
        run("one.db", "launch", spec);
        assertThat(shared.resolve("s/trial-0004/own")).exists();
        run("one.db", "logs", "s", "4");
        run("one.db", "rename", "s", "t", "--yes");
        assertThat(shared.resolve("t/trial-0004/own")).exists();
        assertThat(Sql.rows(folder.resolve("one.db"), "SELECT outputs FROM sweep"))
                .containsExactly(List.of(shared.resolve("t").toUri().toString().replaceAll("/$", "")));
        run("one.db", "delete", "t", "--yes");
        assertThat(shared).isEmptyDirectory();
        assertThat(folder.resolve("outputs")).doesNotExist();
    }
}
