package ctrsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import ctrsweep.cli.text.Phrases;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LaunchCommandTest {
    @TempDir
    Path folder;

    private SmallSweep sweep = SmallSweep.in(Path.of(""));

    @BeforeEach
    void place() {
        sweep = SmallSweep.in(folder);
    }

    @Test
    void showsEachEpochAsItEndsAndTheLeaderboardAtTheEnd() {
        Cli cli = sweep.launch(sweep.spec(SmallSweep.GRID), "--workers", "1");

        assertThat(cli.code()).isZero();
        List<String> said = cli.err().lines().toList();
        assertThat(said).hasSize(14);
        assertThat(said.getFirst()).isEqualTo("small: 4 trials on cpu, 1 at a time");
        assertThat(said.get(1))
                .matches("\\[0/4 trials ended, \\d:\\d\\d left] trial 0 epoch 1/3 val\\.auc 0\\.\\d{4}"
                        + " \\(best 0\\.\\d{4}\\)  training\\.lr=0\\.001 dnn\\.hidden_units=\\[8]");
        assertThat(said.get(12))
                .matches("\\[3/4 trials ended, \\d:\\d\\d left] trial 3 epoch 3/3 val\\.auc 0\\.\\d{4}"
                        + " \\(best 0\\.\\d{4}\\)  training\\.lr=0\\.01 dnn\\.hidden_units=\\[8, 4]");
        assertThat(said.getLast()).isEqualTo("4 of 4 trials run: 4 completed");

        List<String> page = cli.out().lines().toList();
        assertThat(page.getFirst())
                .isEqualTo(" rank | trial | val.auc | training.lr | dnn.hidden_units | test.auc | best_epoch | epochs |"
                        + " stop_reason | seconds");
        assertThat(page.subList(2, 6)).allMatch(row -> row.matches(" +\\d \\| +\\d \\| +0\\.\\d{4} \\| .*"));
        assertThat(page.get(7)).matches("Best reachable val\\.auc, known because the data is generated: 0\\.\\d{4}");
        assertThat(cli.out()).endsWith("""

                Next: ./sweep best small
                      ./sweep show small 3
                      ./sweep report small
                      ./sweep leaderboard small --csv outputs/small.csv
                """);
    }

    @Test
    void launchedAgainItRunsNothing() {
        Path spec = sweep.spec(SmallSweep.GRID);
        Cli first = sweep.launch(spec);
        Cli again = sweep.launch(spec);

        assertThat(again.code()).isZero();
        assertThat(again.out()).isEqualTo(first.out());
        assertThat(again.err().lines()).hasSize(2).endsWith("none of 4 trials run; 4 had ended before");
        assertThat(sweep.ask("SELECT count(*), max(attempt) FROM trial")).containsExactly(List.of("4", "1"));
        assertThat(sweep.ask("SELECT count(*) FROM sweep_revision")).containsExactly(List.of("1"));
    }

    /// The new points are numbered behind the old ones.
    @Test
    void aGridThatGainedAValueRunsTheNewPointsOnly() {
        sweep.launch(sweep.spec(SmallSweep.GRID));
        Cli more = sweep.launch(sweep.spec(SmallSweep.GRID.replace("[1.0e-3, 1.0e-2]", "[1.0e-3, 3.0e-3, 1.0e-2]")));

        assertThat(more.code()).isZero();
        assertThat(more.err()).endsWith("2 of 6 trials run: 2 completed; 4 had ended before\n");
        assertThat(sweep.ask("""
                SELECT revision, json_extract(assignment, '$."training.lr"')
                  FROM trial JOIN sweep_revision AS r ON r.id = revision_id
                 ORDER BY number"""))
                .containsExactly(
                        List.of("1", "0.001"),
                        List.of("1", "0.001"),
                        List.of("1", "0.01"),
                        List.of("1", "0.01"),
                        List.of("2", "0.003"),
                        List.of("2", "0.003"));
    }

    @Test
    void planShowsTheTrialsAndWritesNothing() {
        Path spec = sweep.spec(SmallSweep.GRID);
        List<String> before = sweep.files();

        assertThat(sweep.launch(spec, "--plan")).isEqualTo(new Cli(0, """
                sweep      small
                method     grid, seed 42
                objective  maximize val.auc
                trials     4
                epochs     at most 3 a trial

                 trial | training.lr | dnn.hidden_units
                -------+-------------+------------------
                     0 |       0.001 | [8]
                     1 |       0.001 | [8, 4]
                     2 |        0.01 | [8]
                     3 |        0.01 | [8, 4]
                """, ""));
        assertThat(sweep.files()).isEqualTo(before);
    }

    @Test
    void overridesHoldForAllTrials() {
        Cli cli = sweep.launch(
                sweep.spec(SmallSweep.GRID), "-O", "training.num_epochs=1", "-O", "training.batch_size=512");

        assertThat(cli.code()).isZero();
        assertThat(cli.err()).contains("epoch 1/1");
        assertThat(
                        sweep.ask(
                                "SELECT DISTINCT epochs, json_extract(trial_config.config, '$.training.batch_size') FROM trial JOIN trial_config ON trial_id = id"))
                .containsExactly(List.of("1", "512"));
    }

    @Test
    void workersTrainSideBySide() {
        Cli cli = sweep.launch(sweep.spec(SmallSweep.GRID), "--workers", "4");

        assertThat(cli.code()).isZero();
        assertThat(cli.err()).startsWith("small: 4 trials on cpu, 4 at a time\n");
        assertThat(sweep.ask("SELECT count(*) FROM trial WHERE state = 'completed'"))
                .containsExactly(List.of("4"));
    }

    @Test
    void theSpecsWorkersHoldWhereTheCommandLineSaysNothing() {
        assertThat(sweep.launch(sweep.spec(SmallSweep.GRID + "workers: 3\n")).err())
                .startsWith("small: 4 trials on cpu, 3 at a time\n");
    }

    /// Twelve layers without batch norm multiply weights that one step of this rate has taken to about 1000:
    /// more than a float can hold.
    @Test
    void aTrialThatFailsIsAResultAndTheOthersGoOn() {
        Cli cli = sweep.launch(sweep.spec("""
                method: grid
                parameters:
                  training.lr: {values: [1000.0, 1.0e-2]}
                  dnn.hidden_units: {values: [[8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8]]}
                  dnn.use_batch_norm: false
                  training.gradient_clip_norm: 0
                """));

        assertThat(cli.code()).isEqualTo(3);
        assertThat(cli.err())
                .containsPattern("\ntrial 0 failed \\(training\\.lr=1000\\.0 .*\\): the loss became .* in epoch 1, step"
                        + " \\d+ of 10; a smaller training\\.lr or a gradient_clip_norm may help\n")
                .endsWith("2 of 2 trials run: 1 completed, 1 failed\n");
        assertThat(cli.out().lines().skip(2).limit(2).map(row -> row.substring(0, 26)))
                .containsExactly("    1 |     1 | completed ", "      |     0 | failed    ");
        assertThat(sweep.ask("SELECT number, state, stop_reason, epochs, best_value FROM trial ORDER BY number"))
                .first()
                .isEqualTo(List.of("0", "failed", "nan", "0", "null"));
        assertThat(sweep.run("show", "small", "0").out()).contains("error", "the loss became");
    }

    @Test
    void aTrialThatEndedLeavesItsWeightsAndTheBestItsArchive() {
        sweep.launch(sweep.spec("method: grid\nparameters: {training.lr: {values: [1.0e-2]}}\n"));
        assertThat(sweep.files())
                .filteredOn(file -> file.startsWith("outputs/small/trial-0000/"))
                .containsExactly("outputs/small/trial-0000/best.safetensors", "outputs/small/trial-0000/model.pt");
    }

    @Test
    void weightsAreSafetensorsUnderTheNamesOfPyTorchModules() throws Exception {
        sweep.launch(sweep.spec("method: grid\nparameters: {training.lr: {values: [1.0e-2]}}\n"));

        List<String> recorded = sweep.ask("SELECT kind, path, bytes, sha256 FROM artifact WHERE kind = 'weights'")
                .getFirst();
        byte[] bytes = Files.readAllBytes(folder.resolve("outputs/small/trial-0000/best.safetensors"));
        assertThat(recorded)
                .containsExactly(
                        "weights",
                        "outputs/small/trial-0000/best.safetensors",
                        Integer.toString(bytes.length),
                        HexFormat.of()
                                .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));

        // Nine fields: five of width 4 (gender, age, year and the two of the hour), occupation and genres of 8, user
        // and item of 16. Flat: 5 * 4 + 2 * 8 + 2 * 16 = 68. Fields that are not 4 wide have a projection to 4.
        JsonObject header = header(bytes);
        assertThat(shape(header, "dnn.mlp.0.weight")).isEqualTo(List.of(8, 68));
        assertThat(shape(header, "dnn.mlp.0.bias")).isEqualTo(List.of(8));
        assertThat(shape(header, "dnn.mlp.1.weight")).isEqualTo(List.of(8));
        assertThat(shape(header, "dnn.mlp.1.running_mean")).isEqualTo(List.of(8));
        assertThat(shape(header, "dnn.mlp.1.running_var")).isEqualTo(List.of(8));
        assertThat(shape(header, "output_linear.weight")).isEqualTo(List.of(1, 8));
        assertThat(shape(header, "embedding.second_order_embeddings.user_id.weight"))
                .isEqualTo(List.of(61, 16));
        assertThat(shape(header, "embedding.first_order_embeddings.user_id.weight"))
                .isEqualTo(List.of(61, 1));
        assertThat(shape(header, "embedding.second_order_embeddings.hour_sin.weight"))
                .isEqualTo(List.of(4, 1));
        assertThat(shape(header, "embedding.projections.user_id.weight")).isEqualTo(List.of(4, 16));
        assertThat(header.keySet())
                .filteredOn(name -> name.startsWith("embedding.projections."))
                .hasSize(4);
    }

    /// Eight bytes of length, little end first, the header in JSON, then the numbers without gaps.
    private static JsonObject header(byte[] file) {
        int length = (int) ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getLong();
        JsonObject header = JsonParser.parseString(new String(file, 8, length, StandardCharsets.UTF_8))
                .getAsJsonObject();
        long numbers = 0;
        for (String name : header.keySet()) {
            if (!name.equals("__metadata__")) {
                assertThat(header.getAsJsonObject(name).get("dtype").getAsString())
                        .isEqualTo("F32");
                numbers += shape(header, name).stream().reduce(1, (a, b) -> a * b);
            }
        }
        assertThat(file).hasSize(Math.toIntExact(8 + length + 4 * numbers));
        return header;
    }

    private static List<Integer> shape(JsonObject header, String name) {
        JsonArray shape = header.getAsJsonObject(name).getAsJsonArray("shape");
        return shape.asList().stream().map(size -> size.getAsInt()).toList();
    }

    @Test
    void aLossIsMinimised() {
        Cli cli = sweep.launch(sweep.spec(3_000, "{metric: val.logloss, goal: minimize}", SmallSweep.GRID));

        assertThat(cli.code()).isZero();
        assertThat(cli.out())
                .contains("| val.logloss |", "Best reachable val.logloss, known because the data is generated");
        List<Double> ranked = sweep.ask("""
                SELECT best_value FROM trial ORDER BY best_value""").stream()
                .map(row -> Double.parseDouble(row.getFirst()))
                .toList();
        assertThat(cli.out().lines().skip(2).limit(4).map(row -> row.split("\\|", -1)[2].strip()))
                .containsExactlyElementsOf(ranked.stream().map(Phrases::metric).toList());
        assertThat(sweep.ask("""
                SELECT count(*) FROM trial
                 WHERE best_value > (SELECT min(value) FROM epoch_metric
                                      WHERE trial_id = trial.id AND split = 'val' AND name = 'logloss')""")).containsExactly(List.of("0"));
    }

    @Test
    void randomDrawsAsManyTrialsAsTheBudgetAllows() {
        Path spec = sweep.spec("""
                method: random
                seed: 3
                parameters:
                  training.lr: {min: 1.0e-3, max: 1.0e-1, scale: log}
                  dnn.dropout: {min: 0.0, max: 0.5, step: 0.1}
                budget: {trials: 3}
                """);
        assertThat(sweep.launch(spec).code()).isZero();
        assertThat(sweep.ask("""
                SELECT count(DISTINCT config_hash), min(number) >= 0.001, max(number) <= 0.1
                  FROM (SELECT config_hash, param.number
                          FROM trial JOIN trial_param AS param ON trial_id = id AND path = 'training.lr')""")).containsExactly(List.of("3", "1", "1"));
    }

    /// The trials that are there stay as they are.
    @Test
    void aLongerBudgetGoesOnWithTheSameSweep() {
        String lines = """
                method: random
                parameters: {training.lr: {min: 1.0e-3, max: 1.0e-1, scale: log}}
                budget: {trials: %d}
                """;
        sweep.launch(sweep.spec(lines.formatted(2)));
        assertThat(sweep.launch(sweep.spec(lines.formatted(3))).err())
                .endsWith("1 of 3 trials run: 1 completed; 2 had ended before\n");
        assertThat(sweep.ask("SELECT revision, first_number FROM sweep_revision ORDER BY revision"))
                .as("a changed spec is kept, and its trials have the same numbers")
                .containsExactly(List.of("1", "0"), List.of("2", "0"));
    }

    @Test
    void anUnknownKeyIsRefusedWithItsPlaceAndTheNearestName() {
        Path spec = sweep.spec(SmallSweep.GRID.replace("training.lr", "training.lrr"));
        assertRefused(spec, "%s:7:3: parameters.training.lrr: no such setting; did you mean training.lr?");
    }

    @Test
    void aWrongTypeIsRefused() {
        Path spec = sweep.spec(SmallSweep.GRID.replace("[1.0e-3, 1.0e-2]", "[fast]"));
        assertThat(refusal(spec)).startsWith("sweep: " + spec + ":7:").contains("training.lr", "fast");
    }

    @Test
    void aMissingBaseIsRefused() {
        Path spec = sweep.write("small.yaml", """
                version: 1
                name: small
                base: bass.yaml
                objective: {metric: val.auc}
                method: grid
                parameters: {training.lr: {values: [1.0e-2]}}
                """);
        assertThat(refusal(spec)).startsWith("sweep: " + spec + ":3:").contains("bass.yaml");
    }

    @Test
    void brokenYamlIsRefused() {
        Path spec = sweep.spec("method: [grid\nparameters: {}\n");
        assertThat(refusal(spec)).startsWith("sweep: " + spec + ":");
    }

    @Test
    void aMissingSpecIsRefused() {
        assertThat(refusal(folder.resolve("no.yaml"))).startsWith("sweep: " + folder.resolve("no.yaml"));
    }

    @Test
    void anUnknownMetricIsRefused() {
        Path spec = sweep.spec(3_000, "{metric: val.aucc}", SmallSweep.GRID);
        assertThat(refusal(spec)).startsWith("sweep: " + spec + ":4:").contains("did you mean val.auc?");
    }

    @Test
    void anOverrideOfAnUnknownKeyIsRefused() {
        assertThat(refusal(sweep.spec(SmallSweep.GRID), "-O", "training.lrr=1"))
                .contains("training.lrr", "did you mean training.lr?");
    }

    @Test
    void aMissingDataFolderIsRefused() {
        assertThat(refusal(
                        sweep.spec(SmallSweep.GRID),
                        "-O",
                        "data.dataset_name=movielens",
                        "-O",
                        "data.data_dir=/no/such"))
                .isEqualTo("sweep: /no/such: no such data folder; set data_dir to a folder with the data's files, or to"
                        + " auto\n");
    }

    @Test
    void aFileThatIsNoDatabaseIsRefused() throws IOException {
        Path spec = sweep.spec(SmallSweep.GRID);
        Files.writeString(
                sweep.database(), "once upon a time there was a text of more than a hundred bytes, ".repeat(9));
        byte[] before = Files.readAllBytes(sweep.database());
        assertThat(refusal(spec)).contains(sweep.database().toString());
        assertThat(sweep.database()).hasBinaryContent(before);
    }

    @Test
    void theDatabaseOfAnotherProgramIsRefused() throws IOException {
        Path spec = sweep.spec(SmallSweep.GRID);
        Sql.execute(sweep.database(), "CREATE TABLE recipe (name TEXT)");
        byte[] before = Files.readAllBytes(sweep.database());
        assertThat(refusal(spec))
                .isEqualTo("sweep: %s is a SQLite database, but not one of ctrsweep\n".formatted(sweep.database()));
        assertThat(sweep.database()).hasBinaryContent(before);
    }

    @Test
    void aFolderIsNoDatabase() {
        assertThat(refusal(sweep.spec(SmallSweep.GRID), "--db", folder.toString()))
                .isEqualTo("sweep: %s is a folder, not a database\n".formatted(folder));
    }

    @Test
    void anUnknownDeviceIsRefused() {
        assertThat(refusal(sweep.spec(SmallSweep.GRID), "--device", "gpu"))
                .contains("device: no such value: gpu; did you mean cpu?");
    }

    /// Macs have no CUDA, other machines no MPS.
    @Test
    void aDeviceThatIsNotThereIsRefused() {
        boolean mac = System.getProperty("os.name").startsWith("Mac");
        String device = mac ? "cuda" : "mps";
        assertThat(refusal(sweep.spec(SmallSweep.GRID), "--device", device))
                .isEqualTo("sweep: device %s cannot be used here; %1$s: %s\n"
                        .formatted(device, mac ? "no CUDA device, or a libtorch without CUDA" : "only Macs have it"));
    }

    private void assertRefused(Path spec, String message) {
        assertThat(refusal(spec)).isEqualTo("sweep: " + message.formatted(spec) + "\n");
    }

    /// What a launch says that must not begin: one line, code 1, and everything is as it was.
    private String refusal(Path spec, String... more) {
        List<String> before = sweep.files();
        Cli cli = sweep.launch(spec, more);
        assertThat(cli.code()).as(cli.err()).isEqualTo(1);
        assertThat(cli.out()).isEmpty();
        assertThat(cli.err().lines()).hasSize(1);
        assertThat(sweep.files()).isEqualTo(before);
        return cli.err();
    }
}
