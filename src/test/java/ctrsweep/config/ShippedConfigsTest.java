package ctrsweep.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ctrsweep.settings.Experiment;
import ctrsweep.settings.Settings;
import ctrsweep.settings.TableField;
import ctrsweep.space.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// The configs that come with the product have the values of the systems that they stand for, and inherit none
/// unseen.
class ShippedConfigsTest {
    /// What every trial of these systems has in common that `defaults: none` does not say. Names of files, columns
    /// and fields are the data's.
    private static final List<String> OF_THE_DATA = List.of("data.");

    @TempDir
    Path folder;

    static Stream<Path> configs() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("configs"))) {
            return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("configs")
    void aConfigNamesItsDefaultsOrWritesEverything(Path config) throws IOException {
        String text = Files.readString(config);
        if (!text.contains("\ndefaults: ")) {
            List<String> missing = Settings.TYPES.keySet().stream()
                    .filter(name -> !text.contains(name.substring(name.lastIndexOf('.') + 1) + ":"))
                    .toList();
            assertThat(missing).as(config.toString()).isEmpty();
        }
    }

    /// A. CodexploreRepo/deepfm: the defaults, key by key.
    @Test
    void deepfm() throws IOException {
        assertThat(different("configs/deepfm_movielens.yaml", Experiment.DEFAULTS))
                .isEmpty();
        Map<String, Value> ours = Settings.values(Experiment.DEFAULTS);
        assertThat(lines(ours, "training.", "schedule.", "feature.", "dnn.", "cin.", "attention."))
                .contains("""
                        training.num_epochs 50
                        """, """
                        training.batch_size 4096
                        training.lr 0.001
                        training.optimizer adam
                        training.scheduler reduce_on_plateau
                        training.early_stopping_patience 5
                        """, """
                        training.gradient_clip_norm 1.0
                        """, """
                        training.ranking_ks [1, 5, 10, 20]
                        """, """
                        feature.fm_embed_dim 16
                        feature.embedding_l2_reg 1.0E-5
                        """, """
                        dnn.hidden_units [256, 128, 64]
                        dnn.activation relu
                        dnn.dropout 0.1
                        dnn.use_batch_norm true
                        """, """
                        cin.layer_sizes [128, 128]
                        cin.split_half true
                        """, """
                        attention.num_heads 4
                        attention.attention_dim 64
                        attention.num_layers 1
                        attention.use_residual true
                        """, """
                        schedule.factor 0.5
                        schedule.patience 2
                        schedule.threshold 1.0E-4
                        """);
    }

    /// B. Dive into Deep Learning: 30 epochs of Adam at 0.01 on all training rows, nothing else.
    @Test
    void d2l() throws IOException {
        assertThat(different("configs/deepfm_d2l.yaml", neutral())).isEqualTo("""
                dnn.dropout 0.1
                dnn.hidden_units [30, 20, 10]
                dnn.initialization xavier
                feature.fm_embed_dim 10
                feature.unknown trained
                linear.rescale true
                training.batch_size 2048
                training.lr 0.01
                training.num_epochs 30
                training.train_metrics [accuracy]
                """);
        Experiment experiment = ExperimentReader.read(Path.of("configs/deepfm_d2l.yaml"), List.of());
        assertThat(experiment.data().randomValRatio()).isZero();
        assertThat(experiment.data().table().sparse().minCount()).isEqualTo(4);
    }

    /// C. DeepFM-Rec: Adam, a plateau of the validation MAE, an early end, a wide dropout.
    @ParameterizedTest
    @CsvSource({"deepfm_movielens_ratings, deepfm", "deepfm_movielens_10m, deepfm", "fm_movielens_ratings, fm"})
    void deepfmRec(String config, String model) throws IOException {
        String common = """
                feature.initialization normal
                linear.bias true
                linear.initialization normal
                loss.name mse
                %straining.batch_size 1024
                training.early_stopping_min_delta 0.001
                training.early_stopping_patience 5
                training.metric mae
                training.num_epochs 100
                training.scheduler reduce_on_plateau
                training.train_metrics [mse, mae]
                """.formatted(model.equals("fm") ? "model_name fm\n" : "");
        String deep = """
                dnn.dropout 0.5
                dnn.hidden_units [128, 64, 32]
                """;
        String plateau = """
                schedule.patience 5
                schedule.threshold 1.0E-5
                """;
        assertThat(different("configs/" + config + ".yaml", neutral()).lines())
                .containsExactlyInAnyOrderElementsOf(((model.equals("fm") ? "" : deep) + plateau + common)
                        .lines()
                        .toList());
        Experiment experiment = ExperimentReader.read(Path.of("configs", config + ".yaml"), List.of());
        assertThat(experiment.feature().fmEmbedDim()).isEqualTo(16);
        assertThat(experiment.data().randomValRatio()).isEqualTo(0.1);
        assertThat(experiment.data().randomTestRatio()).isEqualTo(0.2);
        assertThat(experiment.data().splitSeed()).isEqualTo(42);
    }

    /// D. DeepRec's DeepFM on Ele.me: two MLPs that normalise after the activation, a vector of FM, numbers for the
    /// deep part alone, no penalty, clipping, schedule or early end.
    @Test
    void eleme() throws IOException {
        assertThat(different("configs/deepfm_eleme.yaml", neutral())).isEqualTo("""
                dnn.hidden_units [512, 128, 32]
                dnn.norm_after_activation true
                dnn.use_batch_norm true
                feature.dense raw
                fusion.hidden_units [128, 64]
                fusion.norm_after_activation true
                fusion.use_batch_norm true
                groups.wide [user_id, district_id, times, visit_city, city_id, shop_id, item_id, category_1_id, \
                merge_standard_food_id, brand_id, shop_aoi_id, shop_geohash_12, geohash12, shop_geohash_6, timediff_list, \
                time_type, time_type_list]
                training.batch_size 512
                training.num_epochs 1
                """);
        Experiment experiment = ExperimentReader.read(Path.of("configs/deepfm_eleme.yaml"), List.of());
        Map<String, List<String>> tables = experiment.data().table().modelFields().stream()
                .collect(Collectors.groupingBy(
                        ShippedConfigsTest::table,
                        TreeMap::new,
                        Collectors.mapping(TableField::name, Collectors.toList())));
        tables.values().removeIf(sharing -> sharing.size() < 2);
        tables.remove("");
        assertThat(tables.toString())
                .isEqualTo("{aoi=[shop_aoi_id, shop_aoi_id_list], brand=[brand_id, brand_id_list], "
                        + "category=[category_1_id, category_1_id_list], city=[visit_city, city_id], "
                        + "food=[merge_standard_food_id, merge_standard_food_id_list], "
                        + "geohash_12=[shop_geohash_12, geohash12], geohash_6=[shop_geohash_6, shop_geohash6_list], "
                        + "item=[item_id, item_id_list], shop=[shop_id, shop_id_list]}");
        assertThat(experiment.data().table().modelFields().stream()
                        .filter(TableField.Dense.class::isInstance)
                        .map(TableField::name))
                .containsExactly(
                        "gender",
                        "avg_price",
                        "is_supervip",
                        "ctr_30",
                        "ord_30",
                        "total_amt_30",
                        "rank_7",
                        "rank_30",
                        "rank_90",
                        "hours",
                        "price_list",
                        "hours_list");
        assertThat(experiment.data().table().modelFields())
                .noneMatch(field -> field.name().startsWith("weekdays"));
        assertThat(experiment.data().table().sparse().buckets()).isEqualTo(10_000);
    }

    private static String table(TableField field) {
        return switch (field) {
            case TableField.Sparse sparse -> sparse.table();
            case TableField.Sequence sequence -> sequence.table();
            case TableField.Dense _ -> "";
        };
    }

    @Test
    void aConfigMayHaveNoDefaultsThatItDoesNotName() throws IOException {
        Experiment none = read("defaults: none\n");
        assertThat(none.feature().embeddingL2Reg()).isZero();
        assertThat(none.training().gradientClipNorm()).isZero();
        assertThat(none.dnn().dropout()).containsExactly(0.0);
        assertThat(read("defaults: deepfm\n")).isEqualTo(Experiment.DEFAULTS).isEqualTo(read("seed: 42\n"));
        assertThatThrownBy(() -> read("defaults: nothing\n"))
                .hasMessageContaining(":1:11: defaults: no such value: nothing");
    }

    @Test
    void aConfigMayNameItsRunsFolder() throws IOException {
        Path file = Files.writeString(folder.resolve("own.yaml"), "output_dir: outputs/mine\nseed: 1\n");
        assertThat(ExperimentReader.file(file, List.of()).outputDir()).contains(Path.of("outputs/mine"));
        assertThat(ExperimentReader.file(file, List.of("output_dir=elsewhere")).outputDir())
                .contains(Path.of("elsewhere"));
        Path spec = Files.writeString(folder.resolve("spec.yaml"), """
                version: 1
                name: own
                base: own.yaml
                objective: {metric: val.auc, goal: maximize}
                method: grid
                parameters: {training.lr: {values: [0.1, 0.2]}}
                """);
        assertThat(SpecReader.read(spec, List.of(), List.of()).name()).isEqualTo("own");
        assertThatThrownBy(() -> SpecReader.read(spec, List.of("output_dir=x"), List.of()))
                .hasMessageContaining("--outputs names the folder of all");
    }

    private Experiment read(String text) throws IOException {
        return ExperimentReader.read(Files.writeString(folder.resolve("config.yaml"), text), List.of());
    }

    private Experiment neutral() throws IOException {
        return read("defaults: none\n");
    }

    /// The settings of a config that are not those of another experiment, but for its data's.
    private static String different(String config, Experiment other) {
        Map<String, Value> values = new TreeMap<>(Settings.values(ExperimentReader.read(Path.of(config), List.of())));
        values.entrySet().removeAll(Settings.values(other).entrySet());
        values.keySet().removeIf(name -> OF_THE_DATA.stream().anyMatch(name::startsWith));
        return lines(values, "");
    }

    private static String lines(Map<String, Value> values, String... groups) {
        return values.entrySet().stream()
                .filter(entry -> Stream.of(groups).anyMatch(entry.getKey()::startsWith))
                .map(entry -> entry.getKey() + " " + entry.getValue() + "\n")
                .collect(Collectors.joining());
    }
}
