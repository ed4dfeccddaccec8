package ctrsweep.train;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ctrsweep.config.ExperimentReader;
import ctrsweep.data.Field;
import ctrsweep.data.Rows;
import ctrsweep.data.Schema;
import ctrsweep.model.Model;
import ctrsweep.settings.Experiment;
import ctrsweep.settings.Pooling;
import ctrsweep.settings.TrainingSettings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Fields with one table, against the naive form: each field has a copy of the table, and what the table learns is
/// what the copies would, added up.
class SharedTableTest {
    private static final int ROWS = 48;
    private static final double RATE = 0.01;

    /// Two users of one table, an item with two histories, two histories without an item, and fields with tables
    /// of their own. In an order in which tables and copies count the fields alike.
    private static final Schema LARGE = new Schema(List.of(
            Field.sparse("user", 90, 6),
            Field.sparse("seller", 90, 6).in("user"),
            Field.sparse("item", 70, 6),
            Field.sequence("history", 70, 6, 5).in("item"),
            Field.sequence("recent", 70, 6, 3).in("item").pooledBy(Pooling.SUM),
            Field.sequence("shops", 60, 4, 3).in("shop"),
            Field.sequence("carts", 60, 4, 2).in("shop").pooledBy(Pooling.SUM),
            Field.sequence("tags", 7, 4, 3).pooledBy(Pooling.SUM),
            Field.dense("price", 6)));

    /// A small table is looked up when it is shared.
    private static final Schema SMALL = new Schema(List.of(
            Field.sparse("user", 90, 4),
            Field.sparse("colour", 9, 6),
            Field.sequence("colours", 9, 6, 4).in("colour"),
            Field.dense("price", 6)));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "model_name=fm linear.embedding_dim=3",
                "model_name=wide_and_deep fusion.hidden_units=[5]",
                "model_name=deepfm",
                "model_name=deepfm fusion.hidden_units=[5] feature.unknown=trained",
                "model_name=xdeepfm cin.layer_sizes=[6,4]",
                "model_name=attention_deepfm attention.attention_dim=6 attention.num_heads=3",
                "model_name=deepfm groups.wide=[user] groups.fm=[user] groups.deep=[user,price]",
                "model_name=deepfm feature.variational_dropout=0.01",
                "model_name=deepfm feature.dense=raw feature.field_widths=shared"
            })
    void equalsCopiesThatLearnTogether(String settings) {
        equal(settings, LARGE, true);
        equal(settings, SMALL, false);
        new Tied(settings, LARGE, false).sameGradients();
    }

    /// Rows that were not looked up rest, as they do with Adagrad's dense update.
    private static void equal(String settings, Schema schema, boolean onednn) {
        Tied tied = new Tied(settings + " training.optimizer=adam", schema, onednn);
        tied.sameLogits();
        tied.sameGradients();
        tied.sameSteps();
        new Tied(settings + " training.optimizer=adagrad optimizer.row_wise=true", schema, onednn).sameSteps();
    }

    /// Groups in which fields of one table are seen by different parts: the table has a first order weight and a
    /// projection when one of its fields needs them.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "groups.wide=[item,shops] groups.fm=[seller,history,tags] groups.deep=[user,recent,price]",
                "groups.wide=[seller] groups.fm=[user,item,price] groups.deep=[history] model_name=xdeepfm cin.layer_sizes=[4]",
                "groups.wide=[history,carts] groups.fm=[recent,item] groups.deep=[shops,carts] model_name=attention_deepfm"
            })
    void partsMaySeeDifferentFieldsOfATable(String settings) {
        equal(settings, LARGE, true);
    }

    /// A penalty of l2 |w|^2 counts a shared table once: its gradient is 2 l2 w.
    @Test
    void thePenaltyCountsATableOnce() {
        Tied without = new Tied("model_name=deepfm", LARGE, true);
        Tied with = new Tied("model_name=deepfm feature.embedding_l2_reg=0.25", LARGE, true);
        float[] items = without.named(without.gradient()).get("embedding.second_order_embeddings.item.weight");
        float[] penalised = with.named(with.gradient()).get("embedding.second_order_embeddings.item.weight");
        float[] weights = with.named(with.weights).get("embedding.second_order_embeddings.item.weight");
        assertThat(weights).hasSize(70 * 6);
        for (int i = 0; i < weights.length; i++) {
            assertThat(penalised[i]).isCloseTo(items[i] + 0.5f * weights[i], Offset.offset(1e-6f));
        }
    }

    /// A model of shared tables beside one where each field has a copy.
    private static final class Tied {
        private final Experiment experiment;
        private final Schema schema;
        private final Model shared;
        private final Model copies;
        private final float[] weights;

        Tied(String settings, Schema given, boolean onednn) {
            experiment = experiment(settings);
            schema = given;
            shared = Model.of(experiment, schema, new Model.Kernels(onednn, true));
            copies = Model.of(experiment, untied(schema), new Model.Kernels(onednn, true));
            weights = shared.weights().initial(3);
        }

        private static Schema untied(Schema schema) {
            return new Schema(schema.fields().stream()
                    .map(field -> field.in(field.name()))
                    .toList());
        }

        Map<String, float[]> named(float[] flat) {
            return shared.weights().named(flat);
        }

        void sameLogits() {
            float[] theirs = onRows(copies, copied(weights), ScriptedModel::logits);
            assertThat(onRows(shared, weights, ScriptedModel::logits)).containsExactly(theirs, Offset.offset(2e-5f));
        }

        float[] gradient() {
            return gradient(shared, weights);
        }

        void sameGradients() {
            assertThat(gradient()).containsExactly(tiedGradient(weights), Offset.offset(2e-5f));
        }

        /// A bias of keys moves all scores of a query alike, which softmax does not see: its gradient is rounding
        /// alone, of which Adam makes whole steps.
        void sameSteps() {
            float[] expected = weights.clone();
            float[] mean = new float[expected.length];
            float[] square = new float[expected.length];
            Arrays.fill(square, isAdam() ? 0 : 0.1f);
            for (int t = 1; t <= 3; t++) {
                learn(expected, tiedGradient(expected), mean, square, t);
            }
            Map<String, float[]> found = named(steps());
            named(expected).forEach((name, values) -> {
                if (!name.endsWith("W_k.bias")) {
                    assertThat(found.get(name)).as(name).containsExactly(values, Offset.offset(2e-5f));
                }
            });
        }

        private boolean isAdam() {
            return experiment.training().optimizer() == TrainingSettings.Optimizer.ADAM;
        }

        private float[] steps() {
            return onRows(shared, weights, (model, rows) -> {
                try (NDArray order = order(model);
                        NDArray losses = model.manager().create(new float[1])) {
                    for (int t = 1; t <= 3; t++) {
                        model.step(rows, order, losses, RATE, batch(t));
                    }
                    return model.state().weights;
                }
            });
        }

        /// Adam (Kingma and Ba 2015) or Adagrad, number by number.
        private void learn(float[] p, float[] g, float[] m, float[] v, int t) {
            boolean adam = isAdam();
            for (int i = 0; i < p.length; i++) {
                m[i] = 0.9f * m[i] + 0.1f * g[i];
                v[i] = adam ? 0.999f * v[i] + 0.001f * g[i] * g[i] : v[i] + g[i] * g[i];
                double step = adam
                        ? m[i] / (1 - Math.pow(0.9, t)) / (Math.sqrt(v[i] / (1 - Math.pow(0.999, t))) + 1e-8)
                        : g[i] / (Math.sqrt(v[i]) + 1e-10);
                p[i] -= (float) (RATE * step);
            }
        }

        /// The copies' gradients, added up.
        private float[] tiedGradient(float[] at) {
            Map<String, float[]> sums = shared.weights().named(new float[at.length]);
            copies.weights().named(gradient(copies, copied(at))).forEach((name, gradient) -> {
                float[] sum = sums.get(original(name));
                IntStream.range(0, gradient.length).forEach(i -> {
                    if (sum != null) {
                        sum[i] += gradient[i];
                    }
                });
            });
            return shared.weights().flat(sums);
        }

        private float[] copied(float[] tied) {
            Map<String, float[]> named = named(tied);
            Map<String, float[]> copied = new LinkedHashMap<>();
            copies.weights()
                    .parameters()
                    .forEach(parameter ->
                            copied.put(parameter.name(), named.getOrDefault(original(parameter.name()), new float[0])));
            return copies.weights().flat(copied);
        }

        /// `embedding.projections.history.weight` is a copy of `embedding.projections.item.weight`.
        private String original(String copy) {
            String[] parts = copy.split("\\.", -1);
            return schema.fields().stream()
                    .filter(field -> parts.length == 4 && parts[0].equals("embedding") && parts[2].equals(field.name()))
                    .map(field -> String.join(".", parts[0], parts[1], field.table(), parts[3]))
                    .findFirst()
                    .orElse(copy);
        }

        private float[] gradient(Model model, float[] at) {
            return onRows(model, at, (scripted, rows) -> {
                try (NDArray order = order(scripted);
                        NDArray losses = scripted.manager().create(new float[1])) {
                    return scripted.gradient(rows, order, losses, batch(1));
                }
            });
        }

        private static NDArray order(ScriptedModel model) {
            return model.manager().create(EpochOrder.shuffled(ROWS, 1));
        }

        private static ScriptedModel.Batch batch(int step) {
            return new ScriptedModel.Batch(0, ROWS, 0, 11, step);
        }

        private interface Work {
            float[] on(ScriptedModel model, DeviceRows rows);
        }

        private float[] onRows(Model model, float[] weights, Work work) {
            Torch torch = Torch.start();
            torch.prepareThread();
            ModelState state = new ModelState(weights, model.statistics().initial(3));
            try (NDManager manager = torch.manager(Device.cpu());
                    ScriptedModel scripted = new ScriptedModel(manager, model, state);
                    DeviceRows rows = scripted.rows(rows(schema))) {
                return work.on(scripted, rows);
            }
        }
    }

    /// Some sequences are empty, others have an id twice.
    private static Rows rows(Schema schema) {
        SplittableRandom random = new SplittableRandom(5);
        float[] dense = new float[ROWS];
        float[] labels = new float[ROWS];
        for (int i = 0; i < ROWS; i++) {
            dense[i] = (float) random.nextDouble(-1, 1);
            labels[i] = i % 2;
        }
        return new Rows(
                ROWS,
                ids(schema.of(Field.Kind.SPARSE), random),
                ids(schema.of(Field.Kind.SEQUENCE), random),
                dense,
                labels,
                new int[0]);
    }

    private static int[] ids(List<Field> fields, SplittableRandom random) {
        return IntStream.range(0, ROWS)
                .flatMap(row -> fields.stream().flatMapToInt(field -> ids(field, row, random)))
                .toArray();
    }

    private static IntStream ids(Field field, int row, SplittableRandom random) {
        int[] ids = new int[field.length()];
        Arrays.setAll(ids, _ -> random.nextInt(field.vocabulary()));
        if (field.kind() == Field.Kind.SEQUENCE && row % 7 == 0) {
            Arrays.fill(ids, 0);
        }
        if (row % 5 == 0) {
            Arrays.fill(ids, ids[0]);
        }
        return Arrays.stream(ids);
    }

    private static Experiment experiment(String settings) {
        List<String> all = new ArrayList<>(List.of(
                "feature.fm_embed_dim=4",
                "feature.embedding_l2_reg=0",
                "dnn.hidden_units=[12, 8]",
                "dnn.use_batch_norm=false",
                "optimizer.initial_accumulator=0.1",
                "training.gradient_clip_norm=0"));
        all.addAll(List.of(settings.split(" ", -1)));
        return ExperimentReader.changed(Experiment.DEFAULTS, all);
    }
}
