package ctrsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ctrsweep.config.ExperimentReader;
import ctrsweep.data.DataPlaces;
import ctrsweep.data.Dataset;
import ctrsweep.data.Datasets;
import ctrsweep.data.RawRow;
import ctrsweep.data.Rows;
import ctrsweep.metric.Errors;
import ctrsweep.metric.Metrics;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// `evaluate` and `predict`, on one sweep of two completed trials and one that failed.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TrainedCommandsTest {
    private Path folder = Path.of("");
    private SmallSweep sweep = SmallSweep.in(Path.of(""));

    @BeforeAll
    void launch(@TempDir Path folder) {
        this.folder = folder;
        sweep = SmallSweep.in(folder);
        Cli cli = sweep.launch(sweep.spec("""
                overrides: {dnn.use_batch_norm: false, training.gradient_clip_norm: 0}
                method: grid
                parameters:
                  training.lr: {values: [1.0e-3, 1.0e-2, 1.0e+3]}
                  dnn.hidden_units: {values: [[8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8]]}
                """));
        assertThat(cli.code()).as(cli.err()).isEqualTo(3);
    }

    /// To the last digit: the same weights on the same rows by the same computation.
    @Test
    void evaluatesToWhatWasRecorded() {
        List<List<String>> recorded = sweep.ask("""
                SELECT split || '.' || name, value FROM trial_metric JOIN trial ON trial.id = trial_id
                 WHERE number = 1 AND split <> 'train' ORDER BY split DESC, name""");
        assertThat(recorded).hasSizeGreaterThan(20);

        Cli cli = sweep.run("evaluate", "small", "1", "--format", "csv");
        assertThat(cli.code()).as(cli.err()).isZero();
        assertThat(cli.err()).isEqualTo(recorded.size() + " metrics, equal to what was recorded\n");
        List<String> expected = recorded.stream()
                .map(metric -> "%1$s,%2$s,%2$s".formatted(metric.get(0), Double.parseDouble(metric.get(1))))
                .toList();
        assertThat(cli.out().lines().skip(1)).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void evaluatesOneSplit() {
        assertThat(sweep.run("evaluate", "small", "0", "--split", "test", "--format", "csv")
                        .out()
                        .lines())
                .hasSize(1 + 12)
                .first()
                .isEqualTo("metric,value,recorded");
        assertThat(sweep.run("evaluate", "small", "0", "--split", "test").out())
                .startsWith(" metric        |  value | recorded\n---------------+--------+----------\n test.accuracy |")
                .doesNotContain("val.auc");
    }

    @Test
    void onlyCompletedTrialsHaveWeights() {
        assertThat(sweep.run("evaluate", "small", "2"))
                .isEqualTo(new Cli(
                        1, "", "sweep: trial 2 of sweep small is failed; only completed trials have weights\n"));
        assertThat(sweep.run("evaluate", "small", "7").err()).contains("has no trial 7");
    }

    @Test
    void saysThatTheWeightsAreGoneOrChanged() throws IOException {
        Path weights = folder.resolve("outputs/small/trial-0000/best.safetensors");
        byte[] kept = Files.readAllBytes(weights);
        try {
            byte[] changed = kept.clone();
            changed[changed.length - 1] ^= 1;
            Files.write(weights, changed);
            assertThat(sweep.run("evaluate", "small", "0").err())
                    .matches(
                            "sweep: " + weights
                                    + " was changed since trial 0 of sweep small wrote it: its sha256 is \\w{64}, recorded is \\w{64}\n");
            Files.delete(weights);
            assertThat(sweep.run("evaluate", "small", "0"))
                    .isEqualTo(new Cli(
                            1,
                            "",
                            "sweep: %s: no such file; trial 0 of sweep small wrote its weights there\n"
                                    .formatted(weights)));
        } finally {
            Files.write(weights, kept);
        }
    }

    /// The validation rows as raw rows, predicted from a file: the metrics of these predictions are those of
    /// `evaluate`. Raw rows are found by encoding all that there are.
    @Test
    void predictionsOfTheValidationRowsHaveItsMetrics() throws IOException {
        Dataset data = data();
        Rows validation = data.validation().inMemory();
        List<String> lines = new ArrayList<>(List.of("note,hour,user_id,item_id"));
        Map<List<Object>, String> raw = rawRows(data);
        for (int row = 0; row < validation.size(); row++) {
            lines.add("\"row %d, \"\"quoted\"\"\",%s"
                    .formatted(row, Objects.requireNonNull(raw.get(encoded(validation, row)))));
        }
        Path in = Files.write(folder.resolve("rows.csv"), lines);
        Path out = folder.resolve("new/predictions.csv");

        assertThat(sweep.run("predict", "small", "1", "--input", in.toString(), "--out", out.toString()))
                .isEqualTo(new Cli(0, "", "300 predictions written to " + out + "\n"));
        List<String> written = Files.readAllLines(out);
        assertThat(written).hasSize(301).first().isEqualTo("note,hour,user_id,item_id,prediction");
        double[] predictions = new double[300];
        for (int row = 0; row < 300; row++) {
            String line = written.get(row + 1);
            assertThat(line).startsWith(lines.get(row + 1) + ",");
            predictions[row] = Double.parseDouble(line.substring(line.lastIndexOf(',') + 1));
        }
        assertThat(Errors.of(predictions, validation.labels()).logLoss().getAsDouble())
                .isEqualTo(recorded("logloss"));
        assertThat(Metrics.auc(predictions, validation.labels()).getAsDouble()).isEqualTo(recorded("auc"));
        assertThat(Metrics.groupedAuc(predictions, validation.labels(), validation.groups())
                        .getAsDouble())
                .isEqualTo(recorded("gauc"));
    }

    private double recorded(String metric) {
        return Double.parseDouble(sweep.ask("""
                SELECT value FROM trial_metric JOIN trial ON trial.id = trial_id
                 WHERE number = 1 AND split = 'val' AND name = '%s'""".formatted(metric)).getFirst().getFirst());
    }

    private Dataset data() {
        var experiment = ExperimentReader.read(folder.resolve("base.yaml"), List.of());
        return Datasets.load(
                experiment.data(), experiment.seed(), DataPlaces.of(Map.of(), new Properties()), note -> {});
    }

    /// `hour,user_id,item_id` of every encoded row.
    private static Map<List<Object>, String> rawRows(Dataset data) {
        List<RawRow> rows = new ArrayList<>();
        for (int user = 0; user < 60; user++) {
            for (int item = 0; item < 40; item++) {
                for (int hour = 0; hour < 24; hour++) {
                    rows.add(new RawRow(
                            "test", List.of("hour", "user_id", "item_id"), List.of(hour + "", user + "", item + "")));
                }
            }
        }
        Rows encoded = data.encode(rows);
        Map<List<Object>, String> found = new HashMap<>();
        for (int row = 0; row < rows.size(); row++) {
            found.put(encoded(encoded, row), String.join(",", rows.get(row).values()));
        }
        return found;
    }

    private static List<Object> encoded(Rows rows, int row) {
        int ids = rows.sparse().length / rows.size();
        int slots = rows.sequences().length / rows.size();
        int numbers = rows.dense().length / rows.size();
        return List.of(
                Arrays.stream(rows.sparse(), row * ids, (row + 1) * ids).boxed().toList(),
                Arrays.stream(rows.sequences(), row * slots, (row + 1) * slots)
                        .boxed()
                        .toList(),
                List.of(rows.dense()[row * numbers], rows.dense()[row * numbers + 1]));
    }

    /// One more than a batch of rows, equal ones: strangers all have the same prediction, wherever they stand.
    @Test
    void strangersAreAllTheUnknown() throws IOException {
        Path in = folder.resolve("strangers.csv");
        Files.write(in, List.of("user_id,item_id,hour", "60,40,3", "-1,999999999999,3", "4,5,6"));
        Path out = folder.resolve("strangers-predicted.csv");
        assertThat(predict(in, out).code()).isZero();
        List<String> predictions = Files.readAllLines(out).stream()
                .skip(1)
                .map(line -> line.substring(line.lastIndexOf(',') + 1))
                .toList();
        assertThat(predictions.get(0)).isEqualTo(predictions.get(1)).isNotEqualTo(predictions.get(2));

        String many = "user_id,item_id,hour\n" + "4,5,6\n".repeat(4097);
        Files.writeString(in, many);
        assertThat(predict(in, out).err()).startsWith("4,097 predictions");
        assertThat(Files.readAllLines(out).stream().skip(1).distinct()).containsExactly("4,5,6," + predictions.get(2));
    }

    /// Packed or not, from a file or standard input, to a file or standard output: the predictions are equal.
    @Test
    void inputMayBePackedAndBothMayBeStandardStreams() throws IOException {
        byte[] rows = "user_id,item_id,hour\n4,5,6\n60,40,3\n".getBytes(StandardCharsets.UTF_8);
        Path in = Files.write(folder.resolve("plain.csv"), rows);
        Path out = folder.resolve("plain-predicted.csv");
        assertThat(predict(in, out).code()).isZero();
        String expected = Files.readString(out);

        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(rows);
        }
        Path gz = Files.write(folder.resolve("rows.csv.gz"), packed.toByteArray());
        assertThat(predict(gz, Path.of("-"))).isEqualTo(new Cli(0, expected, ""));

        InputStream before = System.in;
        try {
            System.setIn(new ByteArrayInputStream(rows));
            assertThat(predict(Path.of("-"), Path.of("-"))).isEqualTo(new Cli(0, expected, ""));
            System.setIn(new ByteArrayInputStream("user_id,item_id,hour\n4,\"5,6\n".getBytes(StandardCharsets.UTF_8)));
            assertThat(predict(Path.of("-"), out).err())
                    .startsWith("sweep: standard input:2: the quote that opens a value in this line is not closed");
        } finally {
            System.setIn(before);
        }
        assertThat(out).as("what was there stays").hasContent(expected);
    }

    @Test
    void leaderboardsMayGoToStandardOutput() throws IOException {
        for (List<String> what : List.of(List.<String>of(), List.of("--epochs"))) {
            Path file = folder.resolve("leaderboard.csv");
            List<String> command = new ArrayList<>(List.of("leaderboard", "small"));
            command.addAll(what);
            command.add("--csv");
            assertThat(run(command, file.toString()).code()).isZero();
            assertThat(run(command, "-")).isEqualTo(new Cli(0, Files.readString(file), ""));
        }
    }

    private Cli run(List<String> command, String last) {
        List<String> all = new ArrayList<>(command);
        all.add(last);
        return sweep.run(all.toArray(String[]::new));
    }

    private Cli predict(Path in, Path out) {
        return sweep.run("predict", "small", "0", "--input", in.toString(), "--out", out.toString());
    }

    @Test
    void saysWhatIsWrongWithTheInputAndWritesNothing() {
        assertThat(refused("user,item_id,hour\n1,2,3\n"))
                .isEqualTo(
                        "bad.csv:1: has no column user_id; there are user, item_id, hour; needed: user_id, item_id, hour\n");
        assertThat(refused("user_id,item_id,hour\n1,2,3\n1,two,3\n"))
                .isEqualTo("bad.csv:3: item_id is not a whole number: \"two\"\n");
        assertThat(refused("user_id,item_id,hour\n1,2,24\n"))
                .isEqualTo("bad.csv:2: hour must be from 0 to 23, not 24\n");
        assertThat(refused("user_id,item_id,hour\n1,2,3\n1,2\n"))
                .isEqualTo("bad.csv:3: has 2 columns, not the header's 3\n");
        assertThat(refused("user_id,item_id,hour,hour\n1,2,3,4\n"))
                .isEqualTo("bad.csv:1: column hour is there twice\n");
        assertThat(refused("user_id,item_id,hour,prediction\n1,2,3,4\n"))
                .isEqualTo("bad.csv:1: has a column prediction already\n");
        assertThat(refused("")).isEqualTo("bad.csv: is empty; its first line must name the columns\n");
        assertThat(predict(folder.resolve("none.csv"), folder.resolve("bad-out.csv"))
                        .err())
                .isEqualTo("sweep: " + folder.resolve("none.csv") + ": no such file\n");
    }

    /// What is said, without the folder.
    private String refused(String text) {
        try {
            Path in = Files.writeString(folder.resolve("bad.csv"), text);
            Path out = folder.resolve("bad-out.csv");
            Cli cli = predict(in, out);
            assertThat(cli.code()).isEqualTo(1);
            assertThat(cli.out()).isEmpty();
            assertThat(out).doesNotExist();
            assertThat(sweep.files()).noneMatch(file -> file.endsWith(".part"));
            return cli.err().replace("sweep: ", "").replace(folder + "/", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A byte order mark and `\r\n`, as spreadsheets write them; and text that is not UTF-8.
    @Test
    void readsWhatSpreadsheetsWrite() throws IOException {
        Path in = Files.writeString(folder.resolve("sheet.csv"), "\uFEFFuser_id,item_id,hour\r\n1,2,3\r\n");
        Path out = folder.resolve("sheet-out.csv");
        assertThat(predict(in, out).code()).isZero();
        assertThat(Files.readString(out)).matches("user_id,item_id,hour,prediction\n1,2,3,0\\.\\d+\n");

        Files.write(in, new byte[] {'h', 'o', 'u', 'r', (byte) 0xE9, '\n'});
        assertThat(predict(in, out).err()).isEqualTo("sweep: " + in + ": is not UTF-8 text\n");
    }

    /// The database's config says other data than what is there by now.
    @Test
    void refusesDataThatIsNotWhatWasTrainedOn() {
        sweep.run("list");
        String before = Sql.rows(sweep.database(), "SELECT value FROM provenance WHERE key = 'data' AND trial_id = 1")
                .getFirst()
                .getFirst();
        try {
            Sql.execute(sweep.database(), "UPDATE provenance SET value = 'other' WHERE key = 'data' AND trial_id = 1");
            assertThat(sweep.run("evaluate", "small", "0").err())
                    .isEqualTo("sweep: the data has changed since trial 0 of sweep small was trained:"
                            + " its fingerprint is " + before + ", recorded is other\n");
        } finally {
            Sql.execute(
                    sweep.database(),
                    "UPDATE provenance SET value = '" + before + "' WHERE key = 'data' AND trial_id = 1");
        }
    }
}
