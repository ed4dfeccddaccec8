package ctrsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OrtException;
import ctrsweep.json.Json;
import ctrsweep.space.Value;
import ctrsweep.train.OnnxRuntime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `export --onnx` and `--torchscript`: a program that has only these files predicts what `predict` does.
class ExportedModelTest {
    @TempDir
    Path folder;

    private SmallSweep sweep = SmallSweep.in(Path.of(""));

    @BeforeEach
    void aRunOnATable() throws IOException {
        sweep = SmallSweep.in(folder);
        StringBuilder ratings = new StringBuilder("stars,user,item,tags,price,shown\n");
        SplittableRandom random = new SplittableRandom(5);
        for (int row = 0; row < 400; row++) {
            ratings.append("%d,u%d,i%d,t%d|t%d,%d,%d%n"
                    .formatted(
                            1 + random.nextInt(5),
                            random.nextInt(40),
                            random.nextInt(20),
                            random.nextInt(9),
                            random.nextInt(9),
                            random.nextInt(1000),
                            random.nextInt(7)));
        }
        sweep.write("ratings.csv", ratings.toString());
        sweep.write("rows.csv", """
                user,item,tags,price,shown
                u1,i2,t1|t2|t3,17,3
                u99,i1,,,0
                u7,,zz|t4,1000000,7
                """);
        sweep.write("table.yaml", """
                model_name: deepfm
                device: cpu
                dnn: {hidden_units: [8], activation: gelu}
                loss: {name: mse}
                data:
                  dataset_name: table
                  data_dir: %s
                  split_strategy: random
                  table:
                    files: [ratings.csv]
                    label: stars
                    label_kind: scale
                    label_min: 1
                    label_max: 5
                    fields:
                      - {name: user, kind: sparse}
                      - {name: item, kind: sparse, missing: i3}
                      - {name: tags, kind: sequence, separator: "|", length: 2}
                      - {name: price, kind: dense, normalize: [log1p, zscore], missing: 5}
                      - {name: shown, kind: dense, normalize: [minmax]}
                training: {num_epochs: 2, batch_size: 64, metric: mae}
                """.formatted(folder));
        Cli trained = sweep.run("train", folder.resolve("table.yaml").toString(), "--out", run());
        assertThat(trained.code()).as(trained.err()).isZero();
    }

    private String run() {
        return folder.resolve("run").toString();
    }

    private Value.Fields export(String form, Path file) throws IOException {
        Cli cli = sweep.run("export", run(), form, file.toString());
        Path encoders = folder.resolve("model.json");
        assertThat(cli).isEqualTo(new Cli(0, "", "written: %s, %s\n".formatted(file, encoders)));
        return (Value.Fields) Json.read(Files.readString(encoders));
    }

    @Test
    void aProgramThatReadsTheEncodersPredictsWhatPredictDoes() throws IOException, OrtException {
        Files.delete(folder.resolve("ratings.csv"));
        Value.Fields about = export("--onnx", folder.resolve("model.onnx"));
        List<String> lines = Files.readAllLines(folder.resolve("rows.csv"));
        List<Map<String, String>> rows =
                lines.stream().skip(1).map(line -> row(lines.getFirst(), line)).toList();

        float[] found = OnnxRuntime.predictions(
                Files.readAllBytes(folder.resolve("model.onnx")),
                ids(about, "ids", rows),
                ids(about, "sequences", rows),
                reals(about, rows),
                rows.size());

        Cli predicted = sweep.run(
                "predict", run(), "--input", folder.resolve("rows.csv").toString(), "--out", "-");
        assertThat(predicted.code()).as(predicted.err()).isZero();
        List<Double> expected = predicted
                .out()
                .lines()
                .skip(1)
                .map(line -> Double.parseDouble(line.substring(line.lastIndexOf(',') + 1)))
                .toList();
        Value.Fields scale = (Value.Fields) at(about, "prediction");
        double low = number(at(scale, "low"));
        double high = number(at(scale, "high"));
        assertThat(List.of(low, high)).containsExactly(1.0, 5.0);
        for (int row = 0; row < found.length; row++) {
            assertThat(low + (high - low) * found[row])
                    .isCloseTo(expected.get(row), within(1e-5 * Math.max(1, expected.get(row))));
        }
        assertThat(expected).doesNotHaveDuplicates();
    }

    @Test
    void bothFormsTellTheSameOfTheEncoders() throws IOException {
        Value.Fields onnx = export("--onnx", folder.resolve("model.onnx"));
        Value.Fields torch = export("--torchscript", folder.resolve("model.pt"));
        for (String key : List.of("fields", "inputs", "vocabularies", "examples", "prediction")) {
            assertThat(at(torch, key)).isEqualTo(at(onnx, key));
        }
        assertThat(items(at((Value.Fields) at(onnx, "examples"), "predictions")))
                .hasSize(8);
    }

    @Test
    void saysWhatIsWrong() {
        String model = folder.resolve("model.onnx").toString();
        assertThat(sweep.run("export", run(), "--onnx", model, "--torchscript", model)
                        .code())
                .isEqualTo(2);
        assertThat(sweep.run("export", "none", "best", "--onnx", model).code()).isEqualTo(1);
        assertThat(sweep.run("export", "none", "best", "--mlflow", model))
                .isEqualTo(
                        new Cli(
                                2,
                                "",
                                "sweep: --optuna and --mlflow write all trials of a sweep; leave out which one\nSee sweep export --help\n"));
        assertThat(sweep.run(
                                "export",
                                run(),
                                "--onnx",
                                folder.resolve("model.json").toString())
                        .err())
                .contains("model.json: the encoders go to a file that ends in .json");
        assertThat(sweep.files()).noneMatch(file -> file.startsWith("model."));
    }

    private static Map<String, String> row(String header, String line) {
        List<String> names = List.of(header.split(","));
        List<String> values = List.of(line.split(",", -1));
        Map<String, String> row = new HashMap<>();
        IntStream.range(0, names.size()).forEach(i -> row.put(names.get(i), values.get(i)));
        return row;
    }

    private static int[] ids(Value.Fields about, String input, List<Map<String, String>> rows) {
        return rows.stream()
                .flatMapToInt(row -> items(at((Value.Fields) at(about, "inputs"), input)).stream()
                        .mapToInt(column -> id(about, (Value.Fields) column, row)))
                .toArray();
    }

    /// As the example of the README has it.
    private static int id(Value.Fields about, Value.Fields column, Map<String, String> row) {
        Value.Fields field = field(about, column);
        List<String> values =
                items(at(
                                (Value.Fields) at(about, "vocabularies"),
                                at(field, "vocabulary").toString()))
                        .stream()
                        .map(Value::toString)
                        .toList();
        String text = text(field, row);
        int offset = (int) number(at(column, "offset"));
        if (at(field, "kind").toString().equals("sparse")) {
            return offset
                    + 1
                    + values.indexOf(text.isEmpty() ? at(field, "missing").toString() : text);
        }
        List<Integer> known = new ArrayList<>(List.of(text.split("\\|")).stream()
                .filter(values::contains)
                .map(value -> 1 + values.indexOf(value))
                .toList());
        known.addAll(List.of(0, 0));
        return offset + known.get((int) number(at(column, "place")));
    }

    private static float[] reals(Value.Fields about, List<Map<String, String>> rows) {
        List<Value> columns = items(at((Value.Fields) at(about, "inputs"), "dense"));
        float[] all = new float[rows.size() * columns.size()];
        for (int i = 0; i < all.length; i++) {
            Value.Fields field = field(about, (Value.Fields) columns.get(i % columns.size()));
            String text = text(field, rows.get(i / columns.size()));
            double x = text.isEmpty() ? number(at(field, "missing")) : Double.parseDouble(text);
            for (Value each : items(at(field, "steps"))) {
                x = applied((Value.Fields) each, x);
            }
            all[i] = (float) x;
        }
        return all;
    }

    private static double applied(Value.Fields step, double x) {
        List<Double> constants = items(at(step, "constants")).stream()
                .map(ExportedModelTest::number)
                .toList();
        return switch (at(step, "function").toString()) {
            case "log1p" -> Math.log1p(x);
            case "zscore" -> (x - constants.getFirst()) / constants.getLast();
            case "minmax" -> (x - constants.getFirst()) / (constants.getLast() - constants.getFirst());
            default -> throw new AssertionError(step);
        };
    }

    private static Value.Fields field(Value.Fields about, Value.Fields column) {
        return (Value.Fields)
                at((Value.Fields) at(about, "fields"), at(column, "field").toString());
    }

    private static String text(Value.Fields field, Map<String, String> row) {
        return row.getOrDefault(items(at(field, "columns")).getFirst().toString(), "");
    }

    private static Value at(Value.Fields fields, String key) {
        Value value = fields.values().get(key);
        if (value == null) {
            throw new AssertionError("no " + key + " in " + fields.values().keySet());
        }
        return value;
    }

    private static List<Value> items(Value value) {
        return ((Value.Items) value).values();
    }

    private static double number(Value value) {
        return value.number().orElseThrow();
    }
}
