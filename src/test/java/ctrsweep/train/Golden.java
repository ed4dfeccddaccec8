package ctrsweep.train;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import ctrsweep.config.ExperimentReader;
import ctrsweep.data.Field;
import ctrsweep.data.Rows;
import ctrsweep.data.Schema;
import ctrsweep.model.Layout;
import ctrsweep.model.Model;
import ctrsweep.settings.Experiment;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;

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
        if (json.has("settings")) {
            List<String> settings = new ArrayList<>(List.of(
                    "seed=1",
                    "feature.fm_embed_dim=4",
                    "feature.embedding_l2_reg=0.001",
                    "dnn.hidden_units=[8, 6]",
                    "dnn.dropout=0",
                    "training.lr=0.01",
                    "training.gradient_clip_norm=0.5"));
            json.getAsJsonArray("settings").forEach(setting -> settings.add(setting.getAsString()));
            return ExperimentReader.changed(Experiment.DEFAULTS, settings);
        }
        JsonObject config = json.getAsJsonObject("config");
        return ExperimentReader.changed(
                Experiment.DEFAULTS,
                List.of(
                        "model_name=" + json.get("model").getAsString().replaceFirst("_without_.*", ""),
                        "seed=1",
                        "device=cpu",
                        "feature.fm_embed_dim=" + config.get("fm_embed_dim"),
                        "feature.embedding_l2_reg=" + config.get("embedding_l2_reg"),
                        "dnn.hidden_units=" + config.get("hidden_units"),
                        "dnn.activation=" + config.get("activation"),
                        "dnn.dropout=" + config.get("dropout"),
                        "dnn.use_batch_norm=" + config.get("use_batch_norm"),
                        "cin.layer_sizes=" + config.get("cin_layer_sizes"),
                        "cin.split_half=" + config.get("cin_split_half"),
                        "attention.num_heads=" + config.get("num_heads"),
                        "attention.attention_dim=" + config.get("attention_dim"),
                        "attention.num_layers=" + config.get("num_layers"),
                        "attention.use_residual=" + config.get("use_residual"),
                        "training.lr=0.01",
                        "training.gradient_clip_norm=0.5"));
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
                n,
                sparse,
                toInts(input("genres")),
                input("price"),
                floats(json.getAsJsonObject(json.has("labels") ? "labels" : "target")),
                new int[0]);
    }

    Map<String, float[]> state() {
        return tensors(json.getAsJsonObject("state"));
    }

    Map<String, float[]> gradients() {
        return tensors(json.getAsJsonObject("gradients"));
    }

    /// Those that three steps were made with.
    Set<String> optimizers() {
        return json.getAsJsonObject("after").keySet();
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

    /// Relative to the largest number of the tensor: a single number may be a difference of two that nearly
    /// cancel.
    static void assertClose(float[] ours, float[] theirs, double relative, String name) {
        double largest = IntStream.range(0, theirs.length)
                .mapToDouble(i -> Math.abs(theirs[i]))
                .max()
                .orElse(0);
        assertThat(ours).as(name).containsExactly(theirs, Offset.offset((float) (relative * Math.max(largest, 1e-3))));
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
}
