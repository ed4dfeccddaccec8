package ctrsweep.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ctrsweep.config.ExperimentReader;
import ctrsweep.data.Datasets;
import ctrsweep.data.Field;
import ctrsweep.data.Rows;
import ctrsweep.data.Schema;
import ctrsweep.settings.Experiment;
import ctrsweep.settings.InvalidSetting;
import ctrsweep.train.StepBenchmark;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelTest {
    private static final Schema MOVIELENS = StepBenchmark.MOVIELENS;
    private static final Model DEEPFM = Model.of(Experiment.DEFAULTS, MOVIELENS, new Model.Kernels(false, true));

    private static final Schema SHARED = new Schema(List.of(
            Field.sparse("user", 90, 4),
            Field.sparse("item", 70, 4),
            Field.sparse("friend", 90, 4).in("user"),
            Field.sequence("history", 70, 4, 2).in("item"),
            Field.sequence("seen", 40, 4, 2).in("shop"),
            Field.sequence("cart", 40, 4, 1).in("shop")));

    @Test
    void equalSeedsBeginEquallyAndOthersDoNot() {
        assertThat(DEEPFM.weights().initial(1)).isEqualTo(DEEPFM.weights().initial(1));
        assertThat(DEEPFM.weights().initial(1)).isNotEqualTo(DEEPFM.weights().initial(2));
    }

    /// Xavier over the 751 rows of known users: sqrt(6 / (751 + 16)) = 0.0884.
    @Test
    void tablesBeginUniformWithTheUnknownRowZero() {
        float[] users = DEEPFM.weights()
                .named(DEEPFM.weights().initial(42))
                .getOrDefault("embedding.second_order_embeddings.user_id.weight", new float[0]);
        assertThat(users).hasSize(752 * 16);
        float largest = 0;
        for (int i = 0; i < users.length; i++) {
            if (i < 16) {
                assertThat(users[i]).isZero();
            }
            largest = Math.max(largest, Math.abs(users[i]));
        }
        assertThat(largest).isBetween(0.087f, 0.0885f);
    }

    @Test
    void namedWeightsGoBackToTheSameVector() {
        float[] flat = DEEPFM.weights().initial(3);
        Map<String, float[]> named = DEEPFM.weights().named(flat);
        assertThat(DEEPFM.weights().flat(named)).isEqualTo(flat);
    }

    /// Fields a (60 ids, width 4), b (50, 8), c (70, 4), tiny (3, 4): the large ones of width 4 come first,
    /// so rows are numbered a 0-59, c 60-129, b 130-179, then the long sequence from 180, then tiny from 240.
    @Test
    void idsAreNumberedThroughTheTablesOfOneWidth() {
        Schema schema = new Schema(List.of(
                Field.sparse("a", 60, 4),
                Field.sparse("tiny", 3, 4),
                Field.sparse("b", 50, 8),
                Field.sequence("s", 60, 4, 2),
                Field.sparse("c", 70, 4)));
        Inputs inputs = Model.of(Experiment.DEFAULTS, schema, new Model.Kernels(false, true))
                .inputs();
        Rows rows = new Rows(
                2,
                new int[] {2, 1, 4, 6, 1, 2, 0, 0},
                new int[] {5, 0, 1, 2},
                new float[0],
                new float[] {0, 1},
                new int[0]);
        assertThat(inputs.sparse(rows)).containsExactly(2, 66, 134, 241, 1, 60, 130, 242);
        assertThat(inputs.sequences(rows)).containsExactly(185, 180, 181, 182);
    }

    /// User 0-89; item 90-159, which its history shares; then the shops that two sequences share.
    @Test
    void fieldsOfOneTableAreNumberedAlike() {
        Inputs inputs = model(SHARED).inputs();
        Rows rows =
                new Rows(1, new int[] {3, 5, 7}, new int[] {5, 0, 1, 2, 9}, new float[0], new float[] {0}, new int[0]);
        // the columns of one width stand together: user and friend, then item
        assertThat(inputs.sparse(rows)).containsExactly(3, 7, 95);
        assertThat(inputs.sequences(rows)).containsExactly(95, 90, 161, 162, 169);
    }

    /// Tables (90 + 70 + 40) * (4 + 1), a row being a vector and a weight of the linear part.
    @Test
    void aSharedTableIsCountedOnce() {
        List<ModelParameter> parameters = model(SHARED).weights().parameters();
        assertThat(parameters)
                .extracting(ModelParameter::name)
                .containsExactly(
                        "embedding.second_order_embeddings.user.weight",
                        "embedding.second_order_embeddings.item.weight",
                        "embedding.second_order_embeddings.shop.weight",
                        "embedding.first_order_embeddings.user.weight",
                        "embedding.first_order_embeddings.item.weight",
                        "embedding.first_order_embeddings.shop.weight");
        assertThat(model(SHARED).weights().size()).isEqualTo(200 * 5);
    }

    /// Its first values are drawn by the table's name.
    @Test
    void aTableBeginsAlikeWhoeverSharesIt() {
        Schema alone = new Schema(List.of(Field.sparse("item", 70, 4)));
        String name = "embedding.second_order_embeddings.item.weight";
        assertThat(model(SHARED).weights().named(model(SHARED).weights().initial(3)))
                .containsEntry(
                        name,
                        model(alone)
                                .weights()
                                .named(model(alone).weights().initial(3))
                                .getOrDefault(name, new float[0]));
    }

    private static Model model(Schema schema) {
        return Model.of(
                ExperimentReader.changed(Experiment.DEFAULTS, List.of("model_name=fm", "feature.fm_embed_dim=4")),
                schema,
                new Model.Kernels(false, true));
    }

    @Test
    void fieldsThatShareATableMustBeAlike() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Schema(List.of(
                        Field.sparse("item", 70, 4),
                        Field.sequence("history", 71, 4, 2).in("item"))))
                .withMessageStartingWith("Field[name=item,")
                .withMessageEndingWith("cannot share a table");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Schema(List.of(
                        Field.sparse("item", 70, 4), Field.dense("price", 4).in("item"))));
    }

    @ParameterizedTest
    @CsvSource({
        "deepfm, '[128, 128]', 115_276",
        "attention_deepfm, '[128, 128]', 185_148",
        "xdeepfm, '[64]', 131_789",
        "xdeepfm, '[128, 128, 64]', 345_165"
    })
    void eachModelHasAsManyParametersAsTheOriginal(String model, String cin, String parameters) {
        Experiment experiment =
                ExperimentReader.changed(Experiment.DEFAULTS, List.of("model_name=" + model, "cin.layer_sizes=" + cin));
        Model described = Model.of(experiment, MOVIELENS, new Model.Kernels(true, true));
        assertThat(described.weights().size()).isEqualTo(Integer.parseInt(parameters.replace("_", "")));
        assertThat(described.weights().parameters().stream()
                        .filter(parameter -> parameter.name().startsWith("embedding."))
                        .mapToInt(ModelParameter::size)
                        .sum())
                .isEqualTo(45_259);
    }

    /// The wide part sees the item alone, the pairwise part its history too, and the deep part, of widths 4 and
    /// 2 * 3, the item and both prices.
    @Test
    void groupsNameTheFieldsOfATableOfOnesOwn() {
        Experiment experiment = table("groups.wide=[item]", "groups.fm=[history, item]", "groups.deep=[item, prices]");
        Model.check(experiment);
        Model model = Model.of(experiment, Datasets.outline(experiment.data()), new Model.Kernels(false, true));
        List<ModelParameter> parameters = model.weights().parameters();
        assertThat(parameters)
                .extracting(ModelParameter::name)
                .filteredOn(name -> name.startsWith("embedding."))
                .containsExactly(
                        "embedding.second_order_embeddings.item.weight",
                        "embedding.first_order_embeddings.item.weight",
                        "embedding.second_order_embeddings.prices_1.weight",
                        "embedding.second_order_embeddings.prices_1.bias",
                        "embedding.second_order_embeddings.prices_2.weight",
                        "embedding.second_order_embeddings.prices_2.bias",
                        "embedding.projections.item.weight");
        assertThat(parameters)
                .filteredOn(parameter -> parameter.name().equals("dnn.mlp.0.weight"))
                .first()
                .extracting(ModelParameter::shape)
                .isEqualTo(List.of(256, 10));
    }

    @ParameterizedTest
    @CsvSource({
        "groups.wide=[prices], '[prices_1, prices_2]: the wide part needs at least one sparse field'",
        "groups.deep=[price], 'no field is called price; there are item, history, prices_1, prices_2'",
        "groups.fm=[history] feature.projection=false, 'without it all fields of the pairwise part must be fm_embed_dim 16 wide, but there are history 4'"
    })
    void groupsThatATableOfOnesOwnCannotFillAreRefused(String settings, String message) {
        Experiment experiment = table(settings.split(" ", -1));
        assertThatExceptionOfType(InvalidSetting.class)
                .isThrownBy(() -> Model.check(experiment))
                .withMessage(message);
    }

    private static Experiment table(String... settings) {
        List<String> all = new ArrayList<>(List.of(
                "data.dataset_name=table",
                "data.split_strategy=random",
                "data.table.files=[rows.csv]",
                "data.table.fields=[{name: item, kind: sparse, width: 4}, "
                        + "{name: history, kind: sequence, width: 4, embedding_name: item}, "
                        + "{name: prices, kind: dense, separator: ;, length: 2, width: 3}]"));
        all.addAll(List.of(settings));
        return ExperimentReader.changed(Experiment.DEFAULTS, all);
    }

    @ParameterizedTest
    @CsvSource({
        "groups.wide=[user], groups.wide, 'no field is called user; there are a, price'",
        "groups.wide=[price], groups.wide, '[price]: the wide part needs at least one sparse field'",
        "feature.projection=false, feature.projection, 'without it all fields of the pairwise part must be fm_embed_dim 16 wide, but there are a 4, price 8'"
    })
    void settingsThatDoNotFitTheFieldsAreRefused(String setting, String key, String message) {
        Schema schema = new Schema(List.of(Field.sparse("a", 3, 4), Field.dense("price", 8)));
        Experiment experiment = ExperimentReader.changed(Experiment.DEFAULTS, List.of(setting));
        assertThatExceptionOfType(InvalidSetting.class)
                .isThrownBy(() -> Model.of(experiment, schema, new Model.Kernels(true, true)))
                .satisfies(refused -> assertThat(refused.key()).isEqualTo(key))
                .withMessage(message);
    }
}
