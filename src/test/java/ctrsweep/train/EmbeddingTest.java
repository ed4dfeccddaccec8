package ctrsweep.train;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ctrsweep.config.ExperimentReader;
import ctrsweep.data.Field;
import ctrsweep.data.Rows;
import ctrsweep.data.Schema;
import ctrsweep.model.Model;
import ctrsweep.settings.Experiment;
import ctrsweep.settings.Pooling;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The embedding's fast way, all fields together, against its naive form, each field by itself.
class EmbeddingTest {
    private static final int ROWS = 64;
    private static final Field USER = Field.sparse("user", 90, 6);
    private static final Field ITEM = Field.sparse("item", 70, 4);
    private static final Field TAGS = Field.sequence("tags", 7, 4, 3);
    private static final Field GENRES = Field.sequence("genres", 20, 5, 2);

    /// In an order in which both ways count the fields alike.
    private static final List<Schema> SCHEMAS = List.of(
            new Schema(List.of(
                    USER,
                    ITEM,
                    Field.sparse("hour", 24, 4),
                    Field.sparse("gender", 5, 4),
                    TAGS,
                    GENRES,
                    Field.dense("price", 6),
                    Field.dense("age", 4))),
            new Schema(List.of(USER, ITEM, Field.sequence("history", 80, 6, 5), TAGS, GENRES)),
            new Schema(List.of(
                    USER,
                    ITEM,
                    Field.sequence("history", 80, 6, 5).pooledBy(Pooling.SUM),
                    TAGS.pooledBy(Pooling.SUM),
                    GENRES)),
            new Schema(List.of(
                    USER,
                    Field.sequence("history", 80, 6, 5).withWeights(),
                    Field.sequence("shops", 50, 4, 2).pooledBy(Pooling.SUM).withWeights(),
                    TAGS.withWeights(),
                    GENRES,
                    Field.dense("price", 6))));

    /// Variational dropout goes field by field; with dropout rates of 0 it changes nothing.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "model_name=fm linear.embedding_dim=3",
                "model_name=wide_and_deep",
                "model_name=deepfm",
                "model_name=deepfm fusion.hidden_units=[5]",
                "model_name=xdeepfm cin.layer_sizes=[6,4]",
                "model_name=attention_deepfm attention.attention_dim=6 attention.num_heads=3",
                "model_name=deepfm feature.dense_bias=false feature.unknown=trained",
                "model_name=deepfm feature.dense=raw feature.field_widths=shared"
            })
    void bothWaysAgree(String settings) {
        for (Schema schema : SCHEMAS) {
            Model fast = Model.of(experiment(settings), schema, new Model.Kernels(true, true));
            Model naive = Model.of(
                    experiment(settings + " feature.variational_dropout=0.001"), schema, new Model.Kernels(true, true));
            Map<String, float[]> weights =
                    new HashMap<>(fast.weights().named(fast.weights().initial(3)));
            float[] theirs = logits(naive, schema, withoutDropout(naive, weights));
            assertThat(logits(fast, schema, weights)).containsExactly(theirs, Offset.offset(2e-5f));
        }
    }

    private static Map<String, float[]> withoutDropout(Model naive, Map<String, float[]> weights) {
        String name = "embedding.variational_dropout.logits";
        int fields = naive.weights().named(naive.weights().initial(3)).getOrDefault(name, new float[0]).length;
        float[] never = new float[fields];
        Arrays.fill(never, -100);
        Map<String, float[]> all = new HashMap<>(weights);
        all.put(name, never);
        return all;
    }

    private static float[] logits(Model model, Schema schema, Map<String, float[]> weights) {
        Torch torch = Torch.start();
        torch.prepareThread();
        ModelState state =
                new ModelState(model.weights().flat(weights), model.statistics().initial(3));
        try (NDManager manager = torch.manager(Device.cpu());
                ScriptedModel scripted = new ScriptedModel(manager, model, state);
                DeviceRows rows = scripted.rows(rows(schema))) {
            return scripted.logits(rows);
        }
    }

    private static Rows rows(Schema schema) {
        SplittableRandom random = new SplittableRandom(5);
        int columns = schema.columns(Field.Kind.DENSE);
        int numbers = schema.of(Field.Kind.DENSE).size();
        float[] dense = new float[columns * ROWS];
        for (int i = 0; i < dense.length; i++) {
            float number = (float) random.nextDouble(-1, 1);
            dense[i] = i % columns < numbers ? number : Math.abs(number);
        }
        return new Rows(
                ROWS,
                ids(schema.of(Field.Kind.SPARSE), random),
                ids(schema.of(Field.Kind.SEQUENCE), random),
                dense,
                new float[ROWS],
                new int[0]);
    }

    private static int[] ids(List<Field> fields, SplittableRandom random) {
        return IntStream.range(0, ROWS)
                .flatMap(_ -> fields.stream()
                        .flatMapToInt(field -> IntStream.generate(() -> random.nextInt(field.vocabulary()))
                                .limit(field.length())))
                .toArray();
    }

    private static Experiment experiment(String settings) {
        List<String> all = new ArrayList<>(List.of("feature.fm_embed_dim=4", "dnn.hidden_units=[12, 8]"));
        all.addAll(List.of(settings.split(" ")));
        return ExperimentReader.changed(Experiment.DEFAULTS, all);
    }
}
