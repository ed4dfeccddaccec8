package ctrsweep.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ctrsweep.config.ExperimentReader;
import ctrsweep.data.Field;
import ctrsweep.data.Rows;
import ctrsweep.data.Schema;
import ctrsweep.model.Model;
import ctrsweep.settings.Experiment;
import ctrsweep.settings.Pooling;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What stands for a sequence, by the formula of FM over an item and a history that share a table, and tags:
/// the fields' weights, added up, plus the products of each two fields' vectors.
class PoolingTest {
    private static final int D = 3;
    private static final int LENGTH = 4;
    /// An id twice, nothing at all, one id beside an unknown item.
    private static final int[] ITEMS = {5, 5, 0};

    private static final int[] HISTORIES = {7, 7, 9, 0, 0, 0, 0, 0, 3, 0, 0, 0};
    private static final int[] TAGS = {1, 2, 0, 0, 0, 0, 0, 0, 4, 4, 4, 1};
    /// Of histories and then of tags: an unknown id's weight counts nowhere, and an id may have the weight 0.
    private static final float[][] WEIGHTS = {
        {2, 0.5f, 1, 9, 0.25f, 3, 7, 0}, {5, 0, 0, 0, 1, 1, 1, 1}, {0.5f, 0, 0, 0, 0, 2, 0, 1}
    };

    /// Tables of 40 rows are looked up, those of 6 are part of a product; variational dropout, whose rates are 0.5
    /// to begin with and halve every vector when rows are evaluated, goes field by field.
    @ParameterizedTest
    @CsvSource({
        "MEAN, 40, feature.unknown=zero, 1",
        "SUM, 40, feature.unknown=zero, 1",
        "MEAN, 6, feature.unknown=trained, 1",
        "SUM, 6, feature.unknown=trained, 1",
        "MEAN, 40, feature.variational_dropout=0.1, 0.5",
        "SUM, 6, feature.variational_dropout=0.1, 0.5"
    })
    void followsTheFormula(Pooling pooling, int tags, String setting, float share) {
        Schema schema = new Schema(List.of(
                Field.sparse("item", 40, D),
                Field.sequence("history", 40, D, LENGTH).in("item").pooledBy(pooling),
                Field.sequence("tags", tags, D, LENGTH).pooledBy(pooling)));
        float[] ones = {1, 1, 1, 1, 1, 1, 1, 1};
        assertFormula(schema, pooling, setting, share, new float[0], ones, ones, ones);
    }

    @ParameterizedTest
    @CsvSource({
        "MEAN, 40, feature.unknown=zero, 1",
        "SUM, 40, feature.unknown=zero, 1",
        "MEAN, 6, feature.unknown=trained, 1",
        "SUM, 6, feature.unknown=zero, 1",
        "MEAN, 6, feature.variational_dropout=0.1, 0.5",
        "SUM, 40, feature.variational_dropout=0.1, 0.5"
    })
    void idsCountByTheirWeights(Pooling pooling, int tags, String setting, float share) {
        Schema schema = new Schema(List.of(
                Field.sparse("item", 40, D),
                Field.sequence("history", 40, D, LENGTH)
                        .in("item")
                        .pooledBy(pooling)
                        .withWeights(),
                Field.sequence("tags", tags, D, LENGTH).pooledBy(pooling).withWeights()));
        float[] dense = new float[WEIGHTS.length * 2 * LENGTH];
        for (int row = 0; row < WEIGHTS.length; row++) {
            System.arraycopy(WEIGHTS[row], 0, dense, row * 2 * LENGTH, 2 * LENGTH);
        }
        assertFormula(schema, pooling, setting, share, dense, WEIGHTS);
    }

    private static void assertFormula(
            Schema schema, Pooling pooling, String setting, float share, float[] dense, float[]... amounts) {
        Experiment experiment = ExperimentReader.changed(
                Experiment.DEFAULTS, List.of("model_name=fm", "feature.fm_embed_dim=" + D, setting));
        Model model = Model.of(experiment, schema, new Model.Kernels(true, true));
        float[] weights = model.weights().initial(3);
        Map<String, float[]> named = model.weights().named(weights);
        float[] logits = logits(model, weights, dense);
        for (int row = 0; row < ITEMS.length; row++) {
            float[] item = pooled(named, "item", new int[] {ITEMS[row]}, new float[] {1}, Pooling.SUM);
            float[] history = pooled(named, "item", sequence(HISTORIES, row), amounts[row], pooling);
            float[] tagged = pooled(
                    named, "tags", sequence(TAGS, row), Arrays.copyOfRange(amounts[row], LENGTH, 2 * LENGTH), pooling);
            double expected = item[D] + history[D] + tagged[D];
            for (int d = 0; d < D; d++) {
                expected += share * share * (item[d] * history[d] + item[d] * tagged[d] + history[d] * tagged[d]);
            }
            assertThat((double) logits[row]).isCloseTo(expected, within(1e-6));
        }
        assertThat(logits[0]).isNotCloseTo(logits[1], within(1e-3f));
    }

    private static int[] sequence(int[] ids, int row) {
        return Arrays.copyOfRange(ids, row * LENGTH, (row + 1) * LENGTH);
    }

    /// Mean or sum of the ids' vectors, and behind it of their weights in the linear part; zero for no ids.
    ///
    /// @param ids 0 for padding, if there are several
    /// @param amounts how often each id counts
    private static float[] pooled(
            Map<String, float[]> named, String table, int[] ids, float[] amounts, Pooling pooling) {
        float[] vectors = named.getOrDefault("embedding.second_order_embeddings." + table + ".weight", new float[0]);
        float[] linear = named.getOrDefault("embedding.first_order_embeddings." + table + ".weight", new float[0]);
        float[] pooled = new float[D + 1];
        float whole = 0;
        for (int i = 0; i < ids.length; i++) {
            int id = ids[i];
            float amount = id == 0 && ids.length > 1 ? 0 : amounts[i];
            IntStream.range(0, D).forEach(d -> pooled[d] += amount * vectors[id * D + d]);
            pooled[D] += amount * linear[id];
            whole += amount;
        }
        if (pooling == Pooling.MEAN && whole > 0) {
            for (int d = 0; d <= D; d++) {
                pooled[d] /= whole;
            }
        }
        return pooled;
    }

    private static float[] logits(Model model, float[] weights, float[] dense) {
        Torch torch = Torch.start();
        torch.prepareThread();
        ModelState state = new ModelState(weights, model.statistics().initial(3));
        int[] sequences = IntStream.range(0, ITEMS.length)
                .flatMap(row -> IntStream.concat(
                        Arrays.stream(HISTORIES, row * LENGTH, (row + 1) * LENGTH),
                        Arrays.stream(TAGS, row * LENGTH, (row + 1) * LENGTH)))
                .toArray();
        try (NDManager manager = torch.manager(Device.cpu());
                ScriptedModel scripted = new ScriptedModel(manager, model, state);
                DeviceRows rows = scripted.rows(
                        new Rows(ITEMS.length, ITEMS, sequences, dense, new float[ITEMS.length], new int[0]))) {
            return scripted.logits(rows);
        }
    }
}
