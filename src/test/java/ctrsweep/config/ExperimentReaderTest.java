package ctrsweep.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ctrsweep.settings.DataSettings.DatasetName;
import ctrsweep.settings.Experiment;
import ctrsweep.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExperimentReaderTest {
    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void place() {
        file = folder.resolve("config.yaml");
    }

    @Test
    void whatIsLeftOutHasItsDefault() {
        Experiment read = read("seed: 42\n");
        assertThat(read).isEqualTo(Experiment.DEFAULTS);
    }

    @Test
    void groupsMayBeEmptyAndWholeNumbersMayStandForRealOnes() {
        Experiment read = read("""
                data:
                  dataset_name: generated
                  label_threshold: 3
                fm:
                training: {lr: 1e-4, gradient_clip_norm: -0.0, ranking_ks: [3]}
                """);
        assertThat(read.data().datasetName()).isEqualTo(DatasetName.GENERATED);
        assertThat(read.data().labelThreshold()).isEqualTo(3.0);
        assertThat(read.training().lr()).isEqualTo(0.0001);
        assertThat(Double.doubleToRawLongBits(read.training().gradientClipNorm()))
                .isZero();
        assertThat(read.fm()).isEqualTo(Experiment.DEFAULTS.fm());
    }

    @Test
    void aliasesMayShareWhatIsWrittenOnce() {
        assertThat(read("seed: &s 5\ndata: {generated: {seed: *s}}\n")
                        .data()
                        .generated()
                        .seed())
                .isEqualTo(5);
    }

    @Test
    void theCommandLineWinsAndItsLastWordWins() {
        Experiment read = read(
                "training: {lr: 0.1}\n",
                "training.lr=0.2",
                "training.lr=1e-3",
                "dnn.hidden_units=[8, 4]",
                "data.data_dir=a=b",
                "dnn.use_batch_norm=false");
        assertThat(read.training().lr()).isEqualTo(0.001);
        assertThat(read.dnn().hiddenUnits()).containsExactly(8, 4);
        assertThat(read.data().dataDir()).isEqualTo("a=b");
        assertThat(read.dnn().useBatchNorm()).isFalse();
    }

    @Test
    void problemsOfTheCommandLineAreNamedAsTyped() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> read(
                        "seed: 1\n",
                        "training.lr=fast",
                        "training.lrr=1",
                        "lr",
                        "dnn.hidden_units={a: 1",
                        "dnn.dropout=2",
                        "seed="))
                .withMessage("""
                        -O training.lr=fast: training.lr: must be a number, not the text fast
                        -O training.lrr=1: training.lrr: no such setting; did you mean training.lr?
                        -O lr: must be key=value, as training.lr=0.01
                        -O dnn.hidden_units={a: 1: cannot be read as YAML: while parsing a flow mapping, \
                        expected ',' or '}', but got <stream end>
                        -O seed=: seed: has no value
                        -O dnn.dropout=2: dnn.dropout: must be from 0 to 0.99, not 2""");
    }

    /// First settings of the same group that have the word, then those of that name in any, then the nearest
    /// in spelling, then all that have the word.
    @ParameterizedTest
    @CsvSource({
        "training.patience, '; did you mean training.early_stopping_patience?'",
        "training.weight_decay, '; did you mean optimizer.weight_decay?'",
        "hidden_units, '; did you mean dnn.hidden_units or final_mlp.second_mlp.hidden_units or fusion.hidden_units?'",
        "atention.num_head, '; did you mean attention.num_heads?'",
        "batch, '; did you mean dnn.use_batch_norm or final_mlp.second_mlp.use_batch_norm or fusion.use_batch_norm or training.batch_size?'",
        "fm.use, '; did you mean fm.use_first_order or fm.use_second_order?'",
        "fm.order, '; did you mean fm.use_first_order or fm.use_second_order?'",
        "fm.sparkle, '; there are fm.use_first_order, fm.use_second_order'"
    })
    void hintsAtWhatMayHaveBeenMeant(String unknown, String hint) {
        assertThat(Settings.hint(unknown)).isEqualTo(hint);
    }

    @Test
    void aMissingFileNamesTheNearestOne() throws IOException {
        Files.writeString(folder.resolve("config.yaml"), "seed: 1\n");
        Path missing = folder.resolve("confg.yaml");
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> ExperimentReader.read(missing, List.of()))
                .withMessage(missing + ": no such file; did you mean " + folder.resolve("config.yaml") + "?");
    }

    @Test
    void aFolderIsNoConfig() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> ExperimentReader.read(folder, List.of()))
                .withMessage(folder + ": is a folder, not a file");
    }

    @Test
    void moreThanThreeMegabytesAreNotRead() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> read("#".repeat((3 << 20) + 1)))
                .withMessage(file + ": is larger than 3 MB");
    }

    private Experiment read(String text, String... overrides) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return ExperimentReader.read(file, List.of(overrides));
    }
}
