package ctrsweep.train;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import ctrsweep.config.Experiment;
import ctrsweep.data.Field;
import ctrsweep.data.Rows;
import ctrsweep.data.Schema;
import ctrsweep.model.Layout;
import ctrsweep.model.Model;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/// One file of `golden/`: a model's inputs and weights, and what PyTorch made of them.
record Golden(JsonObject json) {

    static Golden read(String name) {
        String path = "/golden/" + name + ".json";
        try (Reader reader = new InputStreamReader(
                Objects.requireNonNull(Golden.class.getResourceAsStream(path), path), StandardCharsets.UTF_8)) {
            return new Golden(JsonParser.parseReader(reader).getAsJsonObject());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Three optimiser steps are made with lr 0.01 and gradients clipped to norm 0.5.
    Experiment experiment() {
        JsonObject config = json.getAsJsonObject("config");
        Experiment defaults = Experiment.DEFAULTS;
        Experiment.Training training = defaults.training();
        return new Experiment(
                Experiment.ModelName.DEEPFM,
                1,
                "cpu",
                defaults.data(),
                new Experiment.Feature(
                        config.get("fm_embed_dim").getAsInt(),
                        config.get("embedding_l2_reg").getAsDouble()),
                defaults.fm(),
                new Experiment.Dnn(
                        ints(config.get("hidden_units")),
                        Experiment.Activation.valueOf(
                                config.get("activation").getAsString().toUpperCase(Locale.ROOT)),
                        config.get("dropout").getAsDouble(),
                        config.get("use_batch_norm").getAsBoolean()),
                new Experiment.Training(
                        3,
                        8,
                        0.01,
                        training.optimizer(),
                        training.scheduler(),
                        training.earlyStoppingPatience(),
                        0,
                        "auc",
                        0.5,
                        training.rankingKs()));
    }

    Schema schema() {
        List<Field> fields = new ArrayList<>();
        for (JsonElement element : json.getAsJsonArray("fields")) {
            JsonObject field = element.getAsJsonObject();
            String name = field.get("name").getAsString();
            int width = field.get("embedding_dim").getAsInt();
            fields.add(
                    switch (field.get("type").getAsString()) {
                        case "sparse" ->
                            Field.sparse(name, field.get("vocabulary_size").getAsInt(), width);
                        case "sequence" ->
                            Field.sequence(name, field.get("vocabulary_size").getAsInt(), width, 4);
                        default -> Field.dense(name, width);
                    });
        }
        return new Schema(fields);
    }

    Rows rows() {
        int n = 8;
        int[] sparse = new int[2 * n];
        int[] users = toInts(input("user_id"));
        int[] items = toInts(input("item_id"));
        IntStream.range(0, n).forEach(i -> {
            sparse[2 * i] = users[i];
            sparse[2 * i + 1] = items[i];
        });
        return new Rows(
                n, sparse, toInts(input("genres")), input("price"), floats(json.getAsJsonObject("labels")), new int[0]);
    }

    Map<String, float[]> state() {
        return tensors(json.getAsJsonObject("state"));
    }

    Map<String, float[]> gradients() {
        return tensors(json.getAsJsonObject("gradients"));
    }

    JsonObject after(String optimizer) {
        return json.getAsJsonObject("after").getAsJsonObject(optimizer);
    }

    float[] values(String key) {
        return floats(json.getAsJsonObject(key));
    }

    double number(String key) {
        return json.get(key).getAsDouble();
    }

    ModelState modelState(Model model) {
        Layout weights = model.weights();
        return new ModelState(weights.flat(state()), model.statistics().flat(state()));
    }

    static Map<String, float[]> tensors(JsonObject object) {
        Map<String, float[]> tensors = new LinkedHashMap<>();
        object.entrySet()
                .forEach(entry ->
                        tensors.put(entry.getKey(), floats(entry.getValue().getAsJsonObject())));
        return tensors;
    }

    static float[] floats(JsonObject tensor) {
        return floats(tensor.getAsJsonArray("data"));
    }

    static float[] floats(JsonArray data) {
        float[] floats = new float[data.size()];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = data.get(i).getAsFloat();
        }
        return floats;
    }

    private float[] input(String name) {
        return floats(json.getAsJsonObject("inputs").getAsJsonObject(name));
    }

    private static int[] toInts(float[] values) {
        return IntStream.range(0, values.length).map(i -> (int) values[i]).toArray();
    }

    private static List<Integer> ints(JsonElement array) {
        return array.getAsJsonArray().asList().stream()
                .map(JsonElement::getAsInt)
                .toList();
    }
}
