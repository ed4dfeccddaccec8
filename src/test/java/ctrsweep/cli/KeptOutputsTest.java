package ctrsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ctrsweep.files.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `outputs.keep`, and the TorchScript archive of the best trial. With a learning rate of 0.01 a trial is better than
/// with 0.00001.
class KeptOutputsTest {
    @TempDir
    Path folder;

    private SmallSweep sweep = SmallSweep.in(Path.of(""));

    @BeforeEach
    void sweep() {
        sweep = SmallSweep.in(folder);
    }

    private Cli launch(String rates, String outputs) {
        Cli cli = sweep.launch(sweep.spec("""
                method: grid
                parameters: {training.lr: {values: [%s]}}
                %s
                """.formatted(rates, outputs)), "--workers", "1");
        assertThat(cli.code()).as(cli.err()).isZero();
        return cli;
    }

    private List<String> files() {
        return sweep.files().stream()
                .filter(file -> file.matches("outputs/small/trial-.*/.*"))
                .toList();
    }

    /// Number, kind and path of what is recorded.
    private List<List<String>> recorded() {
        return sweep.ask("""
                SELECT number, kind, path FROM artifact JOIN trial ON trial.id = trial_id ORDER BY number, kind""");
    }

    @Test
    void theBestTrialHasTheArchiveThatTrainWrites() throws IOException {
        launch("1.0e-5, 1.0e-2", "");
        assertThat(files())
                .containsExactly(
                        "outputs/small/trial-0000/best.safetensors",
                        "outputs/small/trial-0001/best.safetensors",
                        "outputs/small/trial-0001/model.pt");
        Path archive = folder.resolve("outputs/small/trial-0001/model.pt");
        assertThat(sweep.ask("SELECT path, bytes, sha256 FROM artifact WHERE kind = 'torchscript'"))
                .containsExactly(List.of(
                        "outputs/small/trial-0001/model.pt",
                        Long.toString(Files.size(archive)),
                        Sha256.of(Files.readAllBytes(archive))));
        assertThat(sweep.run("train", folder.resolve("base.yaml").toString(), "-O", "training.lr=0.01")
                        .code())
                .isZero();
        assertThat(archive).hasSameBinaryContentAs(folder.resolve("outputs/base/model.pt"));
    }

    @Test
    void onlyTheBestPointKeepsItsWeights() {
        Cli cli = launch("1.0e-5, 1.0e-2, 2.0e-5", "outputs: {keep: best}");
        assertThat(cli.err()).contains("\noutputs.keep is best: removed 2 files of 2 trials (0.0 MB)\n");
        assertThat(files())
                .containsExactly("outputs/small/trial-0001/best.safetensors", "outputs/small/trial-0001/model.pt");
        assertThat(recorded())
                .containsExactly(
                        List.of("1", "torchscript", "outputs/small/trial-0001/model.pt"),
                        List.of("1", "weights", "outputs/small/trial-0001/best.safetensors"));
        assertThat(sweep.run("evaluate", "small", "best").err()).endsWith(" metrics, equal to what was recorded\n");
        assertThat(sweep.run("evaluate", "small", "0"))
                .isEqualTo(
                        new Cli(
                                1,
                                "",
                                "sweep: the weights of trial 0 of sweep small were not kept (outputs.keep of its spec);"
                                        + " to train it again: ./sweep show small 0 --config > trial.yaml && ./sweep train trial.yaml\n"));
    }

    @Test
    void aBetterTrialOfALaterLaunchTakesThePlace() {
        launch("1.0e-5", "outputs: {keep: best}");
        assertThat(files())
                .containsExactly("outputs/small/trial-0000/best.safetensors", "outputs/small/trial-0000/model.pt");
        Cli later = launch("1.0e-5, 1.0e-2", "outputs: {keep: best}");
        assertThat(later.err()).contains("removed 2 files of 1 trials");
        assertThat(files())
                .containsExactly("outputs/small/trial-0002/best.safetensors", "outputs/small/trial-0002/model.pt");
    }

    @Test
    void allRepeatsOfTheBestPointKeepTheirWeights() {
        launch("1.0e-5, 1.0e-2", "repeats: {seeds: [1, 2]}\noutputs: {keep: best}");
        assertThat(recorded().stream().map(row -> row.subList(0, 2)))
                .containsExactly(List.of("2", "torchscript"), List.of("2", "weights"), List.of("3", "weights"));
    }

    @Test
    void noWeightsAreKeptAndASweepThatHadSomeLosesThem() {
        launch("1.0e-5", "outputs: {keep: none}");
        assertThat(files()).isEmpty();
        launch("1.0e-5, 1.0e-2", "");
        assertThat(files())
                .containsExactly("outputs/small/trial-0002/best.safetensors", "outputs/small/trial-0002/model.pt");
        assertThat(launch("1.0e-5, 1.0e-2", "outputs: {keep: none}").err()).contains("removed 2 files of 1 trials");
        assertThat(files()).isEmpty();
        assertThat(recorded()).isEmpty();
        assertThat(sweep.ask("SELECT count(*) FROM sweep_revision"))
                .as("the key makes no revision")
                .containsExactly(List.of("2"));
        assertThat(sweep.run("predict", "small", "2", "--input", "-", "--out", "-")
                        .err())
                .startsWith("sweep: the weights of trial 2 of sweep small were not kept");
    }

    /// The user may have deleted the file.
    @Test
    void aLaunchSaysWhyThereIsNoArchive() throws IOException {
        launch("1.0e-2", "");
        Path weights = folder.resolve("outputs/small/trial-0000/best.safetensors");
        Sql.execute(sweep.database(), "DELETE FROM artifact WHERE kind = 'torchscript'");
        Files.write(weights, new byte[8]);
        assertThat(launch("1.0e-2", "").err())
                .contains("no model.pt of trial 0: " + weights + " was changed since the trial wrote it\n");
        Files.delete(weights);
        assertThat(launch("1.0e-2", "").err()).contains("no model.pt of trial 0: " + weights + " cannot be read: ");
    }

    @Test
    void theKeyIsForOurTrainerOnly() throws IOException {
        Path spec = Files.writeString(folder.resolve("program.yaml"), """
                version: 1
                name: program
                runner: {command: [sh, -c, "echo {x}"]}
                objective: {metric: val.auc, goal: maximize}
                method: grid
                parameters: {x: {values: [1, 2]}}
                outputs: {keep: best}
                """);
        assertThat(sweep.launch(spec))
                .isEqualTo(
                        new Cli(
                                1,
                                "",
                                "sweep: " + spec
                                        + ":7:11: outputs.keep: does not go with runner: a program's files are its own, and stay\n"));
    }
}
