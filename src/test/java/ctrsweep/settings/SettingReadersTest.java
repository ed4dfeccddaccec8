package ctrsweep.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
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
                        new SettingReaders.Reader("training.optimizer", Set.of("sgd")),
                        new SettingReaders.Reader("optimizer.sparse", Set.of("sgd")))));
    }

    @Test
    void theDataSetAndTheSplitMustBothReadASplitsSetting() {
        assertThat(SettingReaders.of("data.fold"))
                .containsExactly(
                        new SettingReaders.Rule(
                                List.of(new SettingReaders.Reader("data.dataset_name", Set.of("table")))),
                        new SettingReaders.Rule(
                                List.of(new SettingReaders.Reader("data.split_strategy", Set.of("k_fold")))));
    }

    @Test
    void everyTrialReadsTheLearningRate() {
        assertThat(SettingReaders.of("training.lr")).isEmpty();
    }
}
