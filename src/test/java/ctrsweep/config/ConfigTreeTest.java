package ctrsweep.config;

import static org.assertj.core.api.Assertions.assertThat;

import ctrsweep.files.Sha256;
import ctrsweep.json.Json;
import ctrsweep.settings.Experiment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigTreeTest {
    @TempDir
    Path folder;

    @Test
    void isCompleteAndInTheOrderOfTheRecord() {
        assertThat(ConfigTree.of(Experiment.DEFAULTS).values().keySet())
                .containsExactly(
                        "model_name",
                        "seed",
                        "device",
                        "data",
                        "feature",
                        "groups",
                        "linear",
                        "fm",
                        "dnn",
                        "cin",
                        "attention",
                        "dcn",
                        "final_mlp",
                        "fusion",
                        "loss",
                        "training",
                        "optimizer",
                        "schedule");
        assertThat(ConfigTree.of(Experiment.DEFAULTS).values().get("linear"))
                .hasToString("{embedding_dim: 1, rescale: false, bias: false, initialization: xavier,"
                        + " initialization_scale: 0.01}");
    }

    @Test
    void itsJsonIsAConfigFileThatReadsBackTheSame() throws IOException {
        // JSON is YAML: every setting of every type goes through writer and reader.
        Experiment odd = experiment("dnn.hidden_units=[7]", "training.lr=0.3", "data.generated.seed=-1", "seed=9");
        Path file = Files.writeString(folder.resolve("a.yaml"), Json.write(ConfigTree.of(odd)));
        assertThat(ExperimentReader.read(file, List.of())).isEqualTo(odd);
    }

    @Test
    void theHashIsSha256InHexadecimal() {
        // The example of FIPS 180-2, appendix B.1.
        assertThat(Sha256.of("abc")).isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Test
    void theHashTellsSettingsApartAndOverlooksTheDevice() throws IOException {
        String plain = ConfigTree.hash(experiment());
        assertThat(ConfigTree.hash(experiment("device=cpu"))).isEqualTo(plain);
        assertThat(ConfigTree.hash(experiment("dnn.hidden_units=[16, 64]")))
                .isNotEqualTo(ConfigTree.hash(experiment("dnn.hidden_units=[64, 16]")))
                .isNotEqualTo(plain);
    }

    /// Pinned: results that people have are found again by these hashes. Computed with sha256sum from the text
    /// above each.
    @Test
    void theHashCoversWhatDiffersFromTheDefaults() throws IOException {
        // {}
        assertThat(ConfigTree.hash(Experiment.DEFAULTS))
                .isEqualTo("44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a");
        // {"dnn.hidden_units":[64,32],"seed":1,"training.lr":0.01}
        assertThat(ConfigTree.hash(experiment("training.lr=0.01", "dnn.hidden_units=[64, 32]", "device=cpu")))
                .isEqualTo("b625d850d8dd71c513af7fe08a641c01a477f96bc9cd0a0e38e6ff167f3ddb5c");
    }

    @Test
    void aSettingWrittenOutAtItsDefaultIsTheSameConfig() throws IOException {
        assertThat(ConfigTree.hash(experiment("training.lr=0.001"))).isEqualTo(ConfigTree.hash(experiment()));
    }

    private Experiment experiment(String... overrides) throws IOException {
        Path file = Files.writeString(folder.resolve("base.yaml"), "seed: 1\n");
        return ExperimentReader.read(file, List.of(overrides));
    }
}
