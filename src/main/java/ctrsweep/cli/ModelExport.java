package ctrsweep.cli;

import ctrsweep.cli.text.CommandFailure;
import ctrsweep.data.EncodingFacts;
import ctrsweep.data.Field;
import ctrsweep.data.RowEncoder;
import ctrsweep.data.Rows;
import ctrsweep.data.Schema;
import ctrsweep.json.Json;
import ctrsweep.model.Inputs;
import ctrsweep.report.AtomicFile;
import ctrsweep.settings.DataSettings;
import ctrsweep.settings.Experiment;
import ctrsweep.settings.TrainingSettings.Precision;
import ctrsweep.space.Value;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/// Writes a model for other programs, with what they need to encode rows for it.
record ModelExport(TrainedWeights recorded, LoadedModel<RowEncoder> trained) {
    /// Rows for checking the model's predictions.
    private static final int EXAMPLES = 8;

    private static final String SUFFIX = ".json";

    /// @return the file of the encoders
    Path onnx(Path file) {
        return write(file, out -> {
            try {
                trained.model()
                        .onnx(
                                out,
                                Map.of(
                                        "run", recorded.run(),
                                        "data", recorded.provenance().getOrDefault("data", "")));
            } catch (IllegalArgumentException tooLarge) {
                throw new CommandFailure(
                        "%s; use --torchscript, which has no such limit".formatted(tooLarge.getMessage()));
            }
        });
    }

    /// @return the file of the encoders
    Path torchScript(Path file) {
        byte[] archive = trained.model().archive(examples());
        return write(file, out -> out.write(archive));
    }

    /// Returns a remark about the file for a person; empty if there is none.
    Optional<String> remark() {
        return trained.experiment().training().precision() == Precision.BF16
                ? Optional.of("it was trained with precision bf16: ONNX computes in float32, and rounds otherwise")
                : Optional.empty();
    }

    private Path write(Path file, AtomicFile.Content model) {
        String name = String.valueOf(file.getFileName());
        Path encoders = file.resolveSibling(name.replaceFirst("\\.(onnx|pt|pth)$", "") + SUFFIX);
        if (name.endsWith(SUFFIX)) {
            throw new CommandFailure(
                    "%s: the encoders go to a file that ends in .json; give the model another name, as model.onnx"
                            .formatted(file));
        }
        LinkedHashMap<Path, AtomicFile.Content> files = new LinkedHashMap<>();
        files.put(file, model);
        files.put(encoders, out -> writeEncoders(name, out));
        AtomicFile.write(files);
        return encoders;
    }

    /// Vocabularies, which may have millions of values, are written one value after the other.
    private void writeEncoders(String model, OutputStream out) throws IOException {
        Writer json = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        EncodingFacts facts = trained.encoder().facts();
        json.write("{\"model\":" + Json.write(new Value.Text(model)));
        json.write(",\n\"run\":" + Json.write(new Value.Text(recorded.run())));
        json.write(",\n\"prediction\":" + Json.write(prediction()));
        json.write(",\n\"inputs\":" + Json.write(inputs()));
        json.write(",\n\"fields\":" + Json.write(new Value.Fields(new LinkedHashMap<>(facts.fields()))));
        json.write(",\n\"examples\":" + Json.write(check()));
        json.write(",\n\"vocabularies\":{");
        String between = "\n";
        for (Map.Entry<String, EncodingFacts.Values> each : facts.vocabularies().entrySet()) {
            json.write(between + Json.write(new Value.Text(each.getKey())) + ":[");
            for (int id = 1; id <= each.getValue().count(); id++) {
                json.write((id == 1 ? "" : ",")
                        + Json.write(new Value.Text(each.getValue().text().apply(id))));
            }
            json.write("]");
            between = ",\n";
        }
        json.write("}}\n");
        json.flush();
    }

    /// What the output is, and how it becomes a value on the label's own scale: low + (high - low) * output.
    private Value prediction() {
        Experiment experiment = trained.experiment();
        Map<String, Value> facts = new LinkedHashMap<>();
        facts.put("loss", new Value.Text(experiment.loss().name().name().toLowerCase(Locale.ROOT)));
        boolean table = experiment.data().datasetName() == DataSettings.DatasetName.TABLE;
        facts.put("low", new Value.Real(table ? experiment.data().table().onLabelScale(0) : 0));
        facts.put("high", new Value.Real(table ? experiment.data().table().onLabelScale(1) : 1));
        return new Value.Fields(facts);
    }

    /// Of each input its columns: the field, which of its ids or numbers, and the number that is added to an id.
    private Value inputs() {
        Schema schema = trained.encoder().schema();
        Inputs inputs = trained.model().inputs();
        Map<String, Value> all = new LinkedHashMap<>();
        all.put("ids", columns(inputs.sparse(), places(schema.of(Field.Kind.SPARSE), ""), true));
        all.put("sequences", columns(inputs.sequences(), places(schema.of(Field.Kind.SEQUENCE), ""), true));
        List<Place> dense = new ArrayList<>(places(schema.of(Field.Kind.DENSE), ""));
        dense.addAll(places(schema.weighted(), "weight of "));
        all.put("dense", columns(inputs.dense(), dense, false));
        return new Value.Fields(all);
    }

    /// @param place of an id or a number in its field
    private record Place(String field, int place) {}

    private static List<Place> places(List<Field> fields, String prefix) {
        return fields.stream()
                .flatMap(field -> IntStream.range(0, field.length()).mapToObj(i -> new Place(prefix + field.name(), i)))
                .toList();
    }

    private static Value columns(List<Inputs.Column> columns, List<Place> places, boolean ids) {
        return Value.Items.of(columns, column -> {
            Place place = places.get(column.from());
            Map<String, Value> facts = new LinkedHashMap<>();
            facts.put("field", new Value.Text(place.field));
            facts.put("place", new Value.Int(place.place));
            if (ids) {
                facts.put("offset", new Value.Int(column.offset()));
            }
            return new Value.Fields(facts);
        });
    }

    /// Some rows of the inputs, with what is predicted for them.
    private Value check() {
        Rows rows = examples();
        Inputs inputs = trained.model().inputs();
        double[] predictions = trained.model().predict(rows);
        int[] ids = inputs.sparse(rows);
        int[] sequences = inputs.sequences(rows);
        float[] dense = inputs.dense(rows);
        Map<String, Value> all = new LinkedHashMap<>();
        all.put("ids", table(ids.length, i -> new Value.Int(ids[i])));
        all.put("sequences", table(sequences.length, i -> new Value.Int(sequences[i])));
        all.put("dense", table(dense.length, i -> new Value.Real(dense[i])));
        all.put(
                "predictions",
                new Value.Items(IntStream.range(0, predictions.length)
                        .<Value>mapToObj(i -> new Value.Real(predictions[i]))
                        .toList()));
        return new Value.Fields(all);
    }

    private static Value table(int numbers, IntFunction<Value> number) {
        int width = numbers / EXAMPLES;
        return new Value.Items(IntStream.range(0, EXAMPLES)
                .<Value>mapToObj(row -> new Value.Items(IntStream.range(row * width, (row + 1) * width)
                        .mapToObj(number)
                        .toList()))
                .toList());
    }

    /// Rows at random, always the same: the data set may be gone.
    private Rows examples() {
        Schema schema = trained.encoder().schema();
        SplittableRandom random = new SplittableRandom(1);
        float[] dense = new float[EXAMPLES * schema.columns(Field.Kind.DENSE)];
        for (int i = 0; i < dense.length; i++) {
            dense[i] = (float) random.nextDouble();
        }
        return new Rows(
                EXAMPLES,
                ids(schema.of(Field.Kind.SPARSE), random),
                ids(schema.of(Field.Kind.SEQUENCE), random),
                dense,
                new float[EXAMPLES],
                new int[0]);
    }

    private static int[] ids(List<Field> fields, SplittableRandom random) {
        return IntStream.range(0, EXAMPLES)
                .boxed()
                .flatMapToInt(_ -> fields.stream().flatMapToInt(field -> IntStream.range(0, field.length())
                        .map(_ -> random.nextInt(field.vocabulary()))))
                .toArray();
    }
}
