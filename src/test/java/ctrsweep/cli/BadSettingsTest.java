package ctrsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Settings that do not fit each other or the fields are refused in one line, before any data is read: here
/// there is none.
class BadSettingsTest {
    private static final String SWEEP = """
            version: 1
            name: small
            base: movielens.yaml
            objective: {metric: val.auc}
            method: grid
            parameters:
            """;

    @TempDir
    Path folder;

    private SmallSweep sweep = SmallSweep.in(Path.of(""));
    private Path config = Path.of("");

    @BeforeEach
    void configWithoutData() {
        sweep = SmallSweep.in(folder);
        config = sweep.write("movielens.yaml", """
                device: cpu
                data: {data_dir: %s}
                """.formatted(folder.resolve("nowhere")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            attention.num_heads=3 | attention.num_heads: 3 heads cannot share attention_dim 64 evenly
            dnn.hidden_units=[] | dnn.hidden_units: deepfm needs at least one layer, as [256, 128, 64]
            groups.wide=[dow_sin] | groups.wide: [dow_sin]: the wide part needs at least one sparse field
            groups.fm=[movi_id] | groups.fm: no field is called movi_id; did you mean movie_id?
            groups.deep=[genre, age] | groups.deep: no field is called genre; did you mean genres?
            feature.projection=false | feature.projection: without it all fields of the pairwise part must be \
            fm_embed_dim 16 wide, but there are gender 4, age 4, occupation 8, zip_prefix 8, release_year_bucket 4, \
            movie_age_at_rating 4, num_genres 4, genres 8, dow_sin 4, dow_cos 4, hour_sin 4, hour_cos 4, \
            user_rating_count 8, item_rating_count 8
            """)
    void isSaidWhereItWasTyped(String setting, String problem) {
        Path spec = sweep.write("small.yaml", SWEEP + "  training.lr: {values: [0.1, 0.2]}\n");
        List<String> before = sweep.files();
        Cli refused = new Cli(1, "", "sweep: -O " + setting + ": " + problem + "\n");

        assertThat(sweep.run("train", config.toString(), "-O", setting)).isEqualTo(refused);
        assertThat(sweep.launch(spec, "-O", setting)).isEqualTo(refused);
        assertThat(sweep.launch(spec, "--plan", "-O", setting)).isEqualTo(refused);
        assertThat(sweep.files()).isEqualTo(before);
    }

    @Test
    void onlyTwoModelsHaveAFusion() {
        assertThat(sweep.run("train", config.toString(), "-O", "model_name=xdeepfm", "-O", "fusion.hidden_units=[8]"))
                .isEqualTo(new Cli(1, "", """
                        sweep: -O fusion.hidden_units=[8]: fusion.hidden_units: only wide_and_deep and deepfm have a \
                        fusion MLP
                        """));
    }

    /// The field is one of MovieLens, but not of the generated clicks.
    @Test
    void fieldsAreThoseOfTheDataSet() {
        assertThat(sweep.run(
                        "train",
                        config.toString(),
                        "-O",
                        "data.dataset_name=generated",
                        "-O",
                        "groups.wide=[movie_id]"))
                .isEqualTo(new Cli(1, "", """
                        sweep: -O groups.wide=[movie_id]: groups.wide: no field is called movie_id; there are \
                        user_id, item_id, gender, age, occupation, genres, year_bucket, hour_sin, hour_cos
                        """));
    }

    /// A wrong name of the data set is no reason to look for fields in another.
    @Test
    void fieldsAreNotLookedForWhileSomethingElseIsWrong() {
        assertThat(sweep.run(
                        "train", config.toString(), "-O", "data.dataset_name=generatd", "-O", "groups.wide=[item_id]"))
                .isEqualTo(new Cli(1, "", """
                        sweep: -O data.dataset_name=generatd: data.dataset_name: no such value: generatd; did you \
                        mean generated?
                        """));
    }

    @Test
    void aVariedValueIsNamedWithItsPlace() {
        assertThat(refusal("""
                  groups.wide: {values: [[user_id], [dow_sin]]}
                  dnn.dropout: {values: [0.1, 0.2]}
                """)).isEqualTo("""
                        sweep: %s:7:37: parameters.groups.wide: [dow_sin]: the wide part needs at least one sparse field
                        """.formatted(folder.resolve("small.yaml")));
    }

    /// 4 heads share 36 and 8 heads share the base's 64, but 8 do not share 36.
    @Test
    void valuesThatAreWrongOnlyTogetherAreNamedTogether() {
        assertThat(refusal("""
                  model_name: attention_deepfm
                  attention.num_heads: {values: [4, 8]}
                  attention.attention_dim: {values: [64, 36]}
                """)).isEqualTo("""
                        sweep: small: no trial can have attention.num_heads=8 attention.attention_dim=36: \
                        attention.num_heads: 8 heads cannot share attention_dim 36 evenly
                        """);
    }

    @Test
    void valuesThatFitTheFieldsOnlyTogetherAreNamedTogether() {
        assertThat(refusal("""
                  feature.projection: {values: [true, false]}
                  feature.field_widths: {values: [shared, own]}
                """)).startsWith("""
                        sweep: small: no trial can have feature.projection=false feature.field_widths=own: \
                        feature.projection: without it all fields of the pairwise part must be fm_embed_dim 16 wide, \
                        """.strip()).hasLineCount(1);
    }

    /// 3 heads do not share the base's 64, and the base's 4 do not share 54, but no trial has either.
    @Test
    void valuesThatAreRightTogetherNeedNotFitTheBase() {
        Path spec = sweep.write("small.yaml", SWEEP + """
                  model_name: attention_deepfm
                  attention.num_heads: {values: [3, 6]}
                  attention.attention_dim: {values: [48, 54]}
                """);
        Cli plan = sweep.launch(spec, "--plan");
        assertThat(plan.err()).isEmpty();
        assertThat(plan.code()).isZero();
        assertThat(plan.out()).contains("trials     4\n");
    }

    @TestFactory
    Stream<DynamicTest> theProjectsSpecsArePlanned() throws IOException {
        try (Stream<Path> specs = Files.list(Path.of("sweeps"))) {
            return specs.filter(spec -> spec.toString().endsWith(".yaml")).sorted().toList().stream()
                    .map(spec -> DynamicTest.dynamicTest(spec.toString(), () -> {
                        Cli plan = sweep.launch(spec, "--plan");
                        assertThat(plan.err()).isEmpty();
                        assertThat(plan.code()).isZero();
                    }));
        }
    }

    /// What launch says, with and without `--plan`, of a sweep with these parameters.
    private String refusal(String parameters) {
        Path spec = sweep.write("small.yaml", SWEEP + parameters);
        List<String> before = sweep.files();
        Cli refused = sweep.launch(spec);
        assertThat(refused.code()).isOne();
        assertThat(refused.out()).isEmpty();
        assertThat(sweep.launch(spec, "--plan")).isEqualTo(refused);
        assertThat(sweep.files()).isEqualTo(before);
        return refused.err();
    }
}
