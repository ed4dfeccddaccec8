package ctrsweep.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class SettingReadersTest {
    static final List<String> DECLARED = SettingReaders.declared();

    @ParameterizedTest
    @FieldSource("DECLARED")
    void whatIsDeclaredIsASettingOrAGroup(String key) {
        assertThat(Settings.TYPES.keySet())
                .anyMatch(setting -> key.endsWith(".") ? setting.startsWith(key) : setting.equals(key));
    }

    @Test
    void oneOptimizerOfTwoIsEnough() {
        assertThat(SettingReaders.of("optimizer.momentum"))
                .containsExactly(new SettingReaders.Rule(List.of(
                        new SettingReaders.Choice("training.optimizer", List.of("sgd")),
                        new SettingReaders.Choice("optimizer.sparse", List.of("sgd")))));
    }

    @Test
    void theDataSetAndTheSplitMustBothReadASplitsSetting() {
        assertThat(SettingReaders.of("data.fold"))
                .containsExactly(
                        new SettingReaders.Rule(
                                List.of(new SettingReaders.Choice("data.dataset_name", List.of("table")))),
                        new SettingReaders.Rule(
                                List.of(new SettingReaders.Choice("data.split_strategy", List.of("k_fold")))));
    }

    @Test
    void theNumberOfNegativesNeedsTheColumnOfTheItem() {
        assertThat(SettingReaders.of("data.table.negatives.train"))
                .containsExactly(
                        new SettingReaders.Rule(
                                List.of(new SettingReaders.Choice("data.dataset_name", List.of("table")))),
                        new SettingReaders.Rule(List.of(new SettingReaders.Named("data.table.negatives.item"))));
        assertThat(SettingReaders.of("data.table.negatives.item")).hasSize(1);
    }

    @Test
    void settingsOfOtherModelsHaveNoEffect() {
        assertThat(SettingReaders.effective(Experiment.DEFAULTS).keySet())
                .contains("training.lr", "dnn.dropout", "optimizer.beta1", "data.num_neg_eval")
                .doesNotContain("cin.layer_sizes", "optimizer.momentum", "data.table.files", "loss.focal_gamma");
    }

    @Test
    void everyTrialReadsTheLearningRate() {
        assertThat(SettingReaders.of("training.lr")).isEmpty();
    }
}
