package ctrsweep.cli;

import ctrsweep.cli.text.ConsoleEnvironment;
import ctrsweep.cli.text.DataPage;
import ctrsweep.config.ExperimentReader;
import ctrsweep.data.Datasets;
import ctrsweep.settings.Experiment;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "data",
        mixinStandardHelpOptions = true,
        description =
                "Reads a config's data set and tells what the model gets of it: rows and positives of each split, "
                        + "fields, encoders, vocabularies, what of validation and test is known, the first rows.",
        footerHeading = "%nExample:%n",
        footer = "  ./sweep data configs/deepfm_generated.yaml")
final class DataCommand implements Runnable {
    private final ConsoleEnvironment console;

    @Parameters(paramLabel = "CONFIG", description = "The experiment, a YAML file.")
    private Path config = Path.of("");

    @Mixin
    private final OverridesOption overrides = new OverridesOption();

    DataCommand(ConsoleEnvironment console) {
        this.console = console;
    }

    @Override
    public void run() {
        Experiment experiment = ExperimentReader.read(config, overrides.with(Optional.empty()));
        DataPage page = new DataPage(
                Datasets.load(experiment.data(), experiment.seed(), console.places(), console.err()::println));
        console.out().print(page.text(experiment.seed(), console.width()));
    }
}
