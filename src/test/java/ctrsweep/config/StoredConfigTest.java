package ctrsweep.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ctrsweep.json.Json;
import ctrsweep.settings.Experiment;
import ctrsweep.settings.InvalidSetting;
import ctrsweep.space.Value;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Configs as a database keeps them.
class StoredConfigTest {

    @Test
    void readsBackWhatWasStored() {
        Experiment odd = ExperimentReader.changed(
                Experiment.DEFAULTS,
                List.of("dnn.hidden_units=[7]", "dnn.dropout=[0.25]", "training.lr=0.3", "loss.name=mse", "seed=-9"));
        assertThat(stored(Json.write(ConfigTree.of(odd)))).isEqualTo(odd);
        assertThat(stored(Json.write(ConfigTree.of(Experiment.DEFAULTS)))).isEqualTo(Experiment.DEFAULTS);
    }

    @Test
    void aSettingThatCameLaterHasItsDefault() {
        assertThat(stored("{\"seed\":7,\"training\":{\"lr\":0.5}}"))
                .isEqualTo(ExperimentReader.changed(Experiment.DEFAULTS, List.of("seed=7", "training.lr=0.5")));
    }

    @Test
    void refusesAnotherVersionsSettings() {
        assertThatThrownBy(() -> stored("{\"training\":{\"lrr\":0.5}}"))
                .isInstanceOf(InvalidSetting.class)
                .hasMessage("training.lrr: no such setting; did you mean training.lr?");
        assertThatThrownBy(() -> stored("{\"training\":1}")).isInstanceOf(InvalidSetting.class);
        assertThatThrownBy(() -> stored("{\"training\":{\"lr\":-1}}")).isInstanceOf(InvalidSetting.class);
    }

    private static Experiment stored(String json) {
        return ConfigTree.experiment((Value.Fields) Json.read(json));
    }
}
