package ctrsweep.program;

import static org.assertj.core.api.Assertions.assertThat;

import ctrsweep.config.SpecReader;
import ctrsweep.config.SweepSpec;
import ctrsweep.sweep.EpochReport;
import ctrsweep.sweep.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Scripts that print as training programs of different frameworks do, unchanged, each with a spec of its own. The
/// scripts are in the language of the shell, so that they run where there is no Python.
class PrintingStylesTest {
    private static final Path STYLES = Path.of("src/test/resources/styles");

    @TempDir
    Path home;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            keras     | 1 auc=0.51 learning_rate=0.001 loss=0.51 val_auc=0.61 val_loss=0.41; 2 auc=0.52 learning_rate=0.001 loss=0.52 val_auc=0.62 val_loss=0.42; 3 auc=0.53 learning_rate=0.001 loss=0.53 val_auc=0.63 val_loss=0.43
            lightning | 1 train_loss=0.4 v_num=0.0 val_auc=0.7; 2 train_loss=0.41 v_num=0.0 val_auc=0.71; 3 train_loss=0.42 v_num=0.0 val_auc=0.72
            plain     | 1 acc=52.5 loss=0.91; 2 acc=61.0 loss=0.81; 3 acc=70.25 loss=0.71
            commas    | 1 train_loss=0.6 val_auc=0.61; 2 train_loss=0.5 val_auc=0.72; 3 train_loss=0.4 val_auc=0.69
            sklearn   | 1 ROC AUC=0.9312
            lightgbm  | 10 auc=0.7; 20 auc=0.74; 30 auc=0.73
            logging   | 1 auc=0.71 train_loss=0.31; 2 auc=0.72 train_loss=0.32; 3 auc=0.73 train_loss=0.33
            tqdm      | 1 loss=0.31 val_auc=0.81; 2 loss=0.32 val_auc=0.82; 3 loss=0.33 val_auc=0.83
            csv       | 1 step=0.0 train_loss=0.4 val_auc=0.6; 2 step=32.0 train_loss=0.41 val_auc=0.61; 3 step=64.0 train_loss=0.42 val_auc=0.62
            object    | 1 auc=0.8125 confusion.fp=3.0 confusion.tp=10.0 f1=0.75
            """)
    void theResultsAreWhatWasPrinted(String style, String epochs) throws Exception {
        SweepSpec spec = SpecReader.read(STYLES.resolve(style + ".yaml"), List.of());
        Files.copy(STYLES.resolve(style + ".sh"), home.resolve(style + ".sh"));
        OneTrial trial = OneTrial.of(home, spec);
        Outcome outcome = trial.run();
        assertThat(outcome).as("%s", outcome).isInstanceOf(Outcome.Completed.class);
        assertThat(trial.reports().stream().map(PrintingStylesTest::text).collect(Collectors.joining("; ")))
                .isEqualTo(epochs);
    }

    private static String text(EpochReport epoch) {
        Map<String, Double> metrics = new TreeMap<>();
        epoch.metrics().forEach((metric, value) -> metrics.put(metric.toString().replaceFirst("^val\\.", ""), value));
        return epoch.epoch()
                + metrics.entrySet().stream().map(each -> " " + each).collect(Collectors.joining());
    }
}
