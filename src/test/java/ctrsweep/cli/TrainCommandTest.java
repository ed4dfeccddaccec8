package ctrsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ctrsweep.cli.text.Phrases;
import ctrsweep.files.Sha256;
import ctrsweep.json.Json;
import ctrsweep.space.Value;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainCommandTest {
    @TempDir
    Path folder;

    private SmallSweep sweep = SmallSweep.in(Path.of(""));
    private String config = "";

    @BeforeEach
    void config() {
        sweep = SmallSweep.in(folder);
        sweep.spec(SmallSweep.GRID);
        config = folder.resolve("base.yaml").toString();
    }

    @Test
    void trainsAndKeepsWhatItCameTo() throws IOException {
        Path out = folder.resolve("outputs/base");
        Cli cli = sweep.run("train", config, "-O", "training.num_epochs=2");

        assertThat(cli.code()).as(cli.err()).isZero();
        assertThat(cli.err().lines())
                .hasSize(2)
                .allSatisfy(
                        line -> assertThat(line)
                                .matches(
                                        "\\[0:\\d\\d left] epoch [12]/2 val.auc 0\\.\\d{4} \\(best 0\\.\\d{4}\\) train.loss \\d\\.\\d{4}"));
        assertThat(cli.out()).startsWith("""
                best epoch   2 of 2
                stopped by   last_epoch
                weights      %1$s/best.safetensors
                TorchScript  %1$s/model.pt
                results      %1$s/results.json

                 metric   |    val |   test
                ----------+--------+--------
                 accuracy |""".formatted(out));
        assertThat(sweep.files())
                .containsExactlyInAnyOrder(
                        "",
                        "base.yaml",
                        "small.yaml",
                        "outputs",
                        "outputs/base",
                        "outputs/base/best.safetensors",
                        "outputs/base/model.pt",
                        "outputs/base/results.json",
                        "outputs/base/train.log");
        assertThat(Files.readAllLines(out.resolve("train.log"))).anySatisfy(line -> assertThat(line)
                .matches("20\\d\\d-\\d\\d-\\d\\dT[0-9:.]+Z \\[.*epoch 2/2 val.auc .*"));
        try (ZipFile zip = new ZipFile(out.resolve("model.pt").toFile())) {
            assertThat(zip.getEntry("m/code/__torch__/exported.py")).isNotNull();
        }
    }

    @Test
    void resultsTellTheWholeRun() throws IOException {
        Path out = folder.resolve("elsewhere");
        Instant before = Instant.now();
        Cli cli = sweep.run("train", config, "--out", out.toString(), "-O", "training.lr=0.02", "--device", "cpu");
        assertThat(cli.code()).as(cli.err()).isZero();

        Value results = Json.read(Files.readString(out.resolve("results.json")));
        assertThat(at(results, "run_id")).isEqualTo(new Value.Text("base"));
        assertThat(Instant.parse(at(results, "timestamp").toString()))
                .isAfter(before.truncatedTo(ChronoUnit.SECONDS).minusMillis(1));
        assertThat(at(results, "config", "training", "lr")).isEqualTo(new Value.Real(0.02));
        assertThat(at(results, "training_info", "total_epochs")).isEqualTo(new Value.Int(3));
        assertThat(at(results, "provenance", "device")).isEqualTo(new Value.Text("cpu"));
        List<Value> epochs = ((Value.Items) at(results, "epochs")).values();
        assertThat(epochs).hasSize(3);
        int best = Math.toIntExact(((Value.Int) at(results, "training_info", "best_epoch")).value());
        assertThat(at(epochs.get(best - 1), "val_metrics")).isEqualTo(at(results, "val_metrics"));
        assertThat(at(epochs.getFirst(), "train_metrics", "loss")).isInstanceOf(Value.Real.class);
        assertThat(real(epochs.getFirst(), "examples_per_second"))
                .isEqualTo(((Value.Int) at(epochs.getFirst(), "rows")).value() / real(epochs.getFirst(), "seconds"));
        assertThat(((Value.Fields) at(results, "test_metrics")).values())
                .containsKeys("auc", "gauc", "logloss", "hr@5", "ndcg@5", "rmse");
        Value weights = ((Value.Items) at(results, "files")).values().getFirst();
        assertThat(at(weights, "sha256").toString())
                .isEqualTo(Sha256.of(Files.readAllBytes(out.resolve("best.safetensors"))));
        assertThat(cli.out()).contains(shown("auc", results));
    }

    private static String shown(String metric, Value results) {
        return " %-8s | %s | %s\n"
                .formatted(
                        metric,
                        Phrases.metric(((Value.Real) at(results, "val_metrics", metric)).value()),
                        Phrases.metric(((Value.Real) at(results, "test_metrics", metric)).value()));
    }

    private static double real(Value value, String... path) {
        return ((Value.Real) at(value, path)).value();
    }

    private static Value at(Value value, String... path) {
        Value found = value;
        for (String key : path) {
            found = Objects.requireNonNull(((Value.Fields) found).values().get(key), key);
        }
        return found;
    }

    /// The same seed, data and settings as a sweep's trial: the same weights.
    @Test
    void trainsAsASweepDoes() {
        assertThat(sweep.run("train", config).code()).isZero();
        assertThat(sweep.launch(sweep.spec("""
                        method: grid
                        parameters: {dnn.hidden_units: {values: [[8]]}}
                        """)).code()).isZero();
        assertThat(folder.resolve("outputs/base/best.safetensors"))
                .hasSameBinaryContentAs(folder.resolve("outputs/small/trial-0000/best.safetensors"));
    }

    /// The interrupt comes while the first epoch is told; its checkpoint is there by then.
    @Test
    void goesOnWhereItWasCutShort() throws IOException {
        String[] words = {"train", config, "--out", folder.resolve("cut").toString()};
        PrintStream err = new PrintStream(new InterruptingStream("epoch 1/3"), true, StandardCharsets.UTF_8);
        assertThat(Main.run(words, Cli.console(sweep.database(), 100, err, err)))
                .isEqualTo(1);
        assertThat(Thread.interrupted()).isFalse();
        assertThat(folder.resolve("cut/results.json")).doesNotExist();

        Cli again = sweep.run(words);
        assertThat(again.code()).as(again.err()).isZero();
        assertThat(again.err()).startsWith("goes on after epoch 1\n").contains("epoch 2/3", "epoch 3/3");
        assertThat(sweep.run("train", config).err()).doesNotContain("goes on");
        assertThat(folder.resolve("cut/best.safetensors"))
                .hasSameBinaryContentAs(folder.resolve("outputs/base/best.safetensors"));
        Value results = Json.read(Files.readString(folder.resolve("cut/results.json")));
        assertThat(((Value.Items) at(results, "epochs")).values()).hasSize(3);
        try (var files = Files.list(folder.resolve("cut"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("best.safetensors", "model.pt", "results.json", "train.log");
        }
    }

    /// Interrupts the thread that writes certain words, once.
    private static final class InterruptingStream extends ByteArrayOutputStream {
        private final String words;
        private boolean done;

        InterruptingStream(String words) {
            this.words = words;
        }

        @Override
        public synchronized void write(byte[] bytes, int offset, int length) {
            super.write(bytes, offset, length);
            if (!done && toString(StandardCharsets.UTF_8).contains(words)) {
                done = true;
                Thread.currentThread().interrupt();
            }
        }
    }

    @Test
    void aFailureIsOneLineAndLeavesNothing() {
        Cli cli = sweep.run(
                "train",
                config,
                "-O",
                "training.lr=1000",
                "-O",
                "training.gradient_clip_norm=0",
                "-O",
                "dnn.use_batch_norm=false",
                "-O",
                "dnn.hidden_units=[8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8]");
        assertThat(cli.code()).isEqualTo(1);
        Matcher said = Pattern.compile("sweep: the loss became (NaN|Infinity) in epoch 1, [^\n]*\n")
                .matcher(cli.err());
        assertThat(said.matches()).as(cli.err()).isTrue();
        assertThat(sweep.files())
                .containsExactlyInAnyOrder(
                        "", "base.yaml", "small.yaml", "outputs", "outputs/base", "outputs/base/train.log");
    }

    /// As other systems take overrides: several words after one option, before or after the config.
    @Test
    void takesSeveralOverridesAfterOneOption() throws IOException {
        Path out = folder.resolve("several");
        String[] words = {"train", "--override", "training.num_epochs=1", "training.lr=0.02", config, "-O=seed=3"};
        Cli cli = sweep.run(Stream.concat(Stream.of(words), Stream.of("--out", out.toString()))
                .toArray(String[]::new));
        assertThat(cli.code()).as(cli.err()).isZero();
        Value results = Json.read(Files.readString(out.resolve("results.json")));
        assertThat(at(results, "config", "training", "num_epochs")).isEqualTo(new Value.Int(1));
        assertThat(at(results, "config", "training", "lr")).isEqualTo(new Value.Real(0.02));
        assertThat(at(results, "config", "seed")).isEqualTo(new Value.Int(3));
        assertThat(sweep.run("train", config, "-O").err()).contains("-O needs a KEY=VALUE");
    }

    @Test
    void aFolderOfTrainIsEvaluatedAndPredictsWhereverItIs() throws IOException {
        assertThat(sweep.run("train", config, "--out", folder.resolve("run").toString())
                        .code())
                .isZero();
        Path moved = Files.move(folder.resolve("run"), folder.resolve("moved"));
        Cli evaluated = sweep.run("evaluate", moved.toString());
        assertThat(evaluated.code()).as(evaluated.err()).isZero();
        assertThat(evaluated.err()).matches("\\d\\d metrics, equal to what was recorded\n");

        Path rows = Files.writeString(folder.resolve("rows.csv"), "user_id,item_id,hour\n1,2,3\n4,5,6\n");
        Path out = folder.resolve("predictions.csv");
        Cli predicted = sweep.run("predict", moved.toString(), "--input", rows.toString(), "--out", out.toString());
        assertThat(predicted.code()).as(predicted.err()).isZero();
        assertThat(Files.readAllLines(out)).hasSize(3).first().isEqualTo("user_id,item_id,hour,prediction");

        assertThat(sweep.run("evaluate", folder.toString()).err()).contains("which trial of " + folder);
        Files.write(moved.resolve("best.safetensors"), new byte[8]);
        assertThat(sweep.run("evaluate", moved.toString()).err()).contains("was changed since the run in " + moved);
        Files.writeString(moved.resolve("results.json"), "{\"val_metrics\": {\"auc\": 0.7}}");
        assertThat(sweep.run("evaluate", moved.toString()).err()).contains("was not written by ./sweep train");
    }

    @Test
    void aBadConfigIsToldBeforeAnythingIsMade() {
        assertThat(sweep.run("train", config, "-O", "training.lrr=1").err()).contains("did you mean training.lr?");
        assertThat(sweep.run("train", folder.resolve("bass.yaml").toString()).err())
                .contains("did you mean");
        assertThat(sweep.run("train", config, "--device", "mps").code()).isEqualTo(1);
        assertThat(sweep.run("train", config, "--from", folder.resolve("none").toString())
                        .err())
                .isEqualTo("sweep: %s: no such file\n".formatted(folder.resolve("none")));
        assertThat(sweep.files()).containsExactlyInAnyOrder("", "base.yaml", "small.yaml");
    }
}
