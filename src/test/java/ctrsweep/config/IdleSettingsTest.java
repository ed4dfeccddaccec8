package ctrsweep.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The base is deepfm on generated data, trained by adam with a constant rate and the loss bce.
class IdleSettingsTest {
    @TempDir
    private Path folder;

    private SweepSpec read(String keys, String... overrides) throws IOException {
        Path file = Files.writeString(folder.resolve("idle.yaml"), """
                version: 1
                name: idle
                base:
                  model_name: deepfm
                  data: {dataset_name: generated}
                  training: {scheduler: constant}
                  cin: {layer_sizes: [8]}
                objective: {metric: val.auc}
                method: grid
                """ + keys + "\n");
        return SpecReader.read(file, List.of(overrides));
    }

    private String problem(String keys, String... overrides) {
        String message = catchThrowableOfType(ConfigException.class, () -> read(keys, overrides))
                .getMessage();
        return message.replaceFirst("^.*idle.yaml:", "");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            cin.layer_sizes: {values: [[8], [16]]} | 10:14: parameters.cin.layer_sizes: does nothing here: only model_name xdeepfm reads it, and model_name is deepfm
            data.num_neg_train: {values: [1, 4]} | 10:14: parameters.data.num_neg_train: does nothing here: only data.dataset_name movielens reads it, and data.dataset_name is generated
            schedule.gamma: {values: [0.5, 0.9]} | 10:14: parameters.schedule.gamma: does nothing here: only training.scheduler exponential or step reads it, and training.scheduler is constant
            loss.focal_gamma: {values: [1, 2]} | 10:14: parameters.loss.focal_gamma: does nothing here: only loss.name focal reads it, and loss.name is bce
            optimizer.momentum: {values: [0.5, 0.9]} | 10:14: parameters.optimizer.momentum: does nothing here: only training.optimizer sgd or optimizer.sparse sgd reads it, and training.optimizer is adam and optimizer.sparse is same
            """)
    void whatNobodyReadsMayNotVary(String parameter, String problem) {
        assertThat(problem("parameters: {" + parameter + "}")).isEqualTo(problem);
    }

    @Test
    void whatOnlySomeReadNeedsAGuard() throws IOException {
        String models = "model_name: {values: [deepfm, xdeepfm]}, ";
        assertThat(problem("parameters: {" + models + "cin.layer_sizes: {values: [[8], [16]]}}"))
                .isEqualTo("10:55: parameters.cin.layer_sizes: does nothing with model_name is deepfm:"
                        + " guard it by when: {model_name: xdeepfm}");
        read("parameters: {" + models + "cin.layer_sizes: {values: [[8], [16]], when: {model_name: xdeepfm}}}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "model_name = xdeepfm",
                "model_name != deepfm",
                "not model_name in (deepfm, fm)",
                "model_name = xdeepfm and training.lr > 0.01",
                "training.lr > 0.01 and not (model_name = deepfm)",
            })
    void anyConditionThatRulesTheOthersOutIsAGuard(String when) throws IOException {
        read("""
                parameters:
                  model_name: {values: [deepfm, xdeepfm]}
                  training.lr: {values: [0.1, 0.01]}
                  cin.split_half: {values: [true, false], when: "%s"}""".formatted(when));
    }

    @Test
    void aGuardThatLetsOthersInIsNone() {
        assertThat(problem("""
                        parameters:
                          model_name: {values: [deepfm, xdeepfm]}
                          training.lr: {values: [0.1, 0.01]}
                          cin.split_half: {values: [true, false], when: "model_name = xdeepfm or training.lr > 0.01"}""")).contains("does nothing with model_name is deepfm");
    }

    /// Their number is read only where a column of items is named.
    @Test
    void withoutAnItemThereAreNoNegatives() throws IOException {
        String table = "data.dataset_name=table data.split_strategy=random data.table.files=[rows.csv]"
                + " data.table.user=u data.table.fields=[{name: u, kind: sparse}]";
        String train = "parameters: {data.table.negatives.train: {values: [1, 4]%s}%s}";
        assertThat(problem(train.formatted("", ""), table.split(" (?=data)", -1)))
                .isEqualTo("10:14: parameters.data.table.negatives.train: does nothing here: only a"
                        + " data.table.negatives.item reads it, and data.table.negatives.item is empty");
        String items = ", data.table.negatives.item: {values: ['', i]}";
        assertThat(problem(train.formatted("", items), table.split(" (?=data)", -1)))
                .isEqualTo("10:14: parameters.data.table.negatives.train: does nothing with data.table.negatives.item"
                        + " is empty: guard it by when: \"data.table.negatives.item != ''\"");
        read(train.formatted(", when: \"data.table.negatives.item != ''\"", items), table.split(" (?=data)", -1));
    }

    @Test
    void anOverrideNeedsOneWhoReads() throws IOException {
        String lr = "parameters: {training.lr: {values: [0.1]}}";
        assertThat(problem("overrides: {attention.num_heads: 2}\n" + lr))
                .isEqualTo("10:34: overrides.attention.num_heads: does nothing here: only model_name"
                        + " attention_deepfm reads it, and model_name is deepfm");
        assertThat(problem(lr, "data.fold=2"))
                .isEqualTo("-O data.fold=2: data.fold: does nothing here: only data.dataset_name table reads it,"
                        + " and data.dataset_name is generated");
        read("overrides: {attention.num_heads: 2}\nparameters: {model_name: {values: [deepfm, attention_deepfm]}}");
    }
}
