package ctrsweep.cli;

import ctrsweep.cli.text.ConsoleEnvironment;
import ctrsweep.foreign.ConfigImport;
import ctrsweep.foreign.FuxiCtrFiles;
import ctrsweep.foreign.RawIds;
import ctrsweep.report.Escaped;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "import-config",
        mixinStandardHelpOptions = true,
        description =
                "Prints a config of TorchEasyRec (DeepFM, WideAndDeep) or FuxiCTR as one of ours, a tuner config of FuxiCTR"
                        + " as a sweep spec, and on standard error each key that it cannot carry over.",
        footerHeading = "%nExample:%n",
        footer = "  ./sweep import-config deepfm_criteo.config > configs/mine.yaml")
final class ImportConfigCommand implements Runnable {
    private final ConsoleEnvironment console;

    @Parameters(paramLabel = "FILE", description = "The other system's config.")
    private Path file = Path.of("");

    @Option(
            names = "--hash",
            paramLabel = "N",
            description =
                    "TorchEasyRec: hashes ids, each table into at most N rows, where the files hold values that the"
                            + " config takes for encoded ones (FG_NONE).",
            converter = CountConverter.class)
    private int buckets;

    @Option(names = "--expid", paramLabel = "ID", description = "FuxiCTR: the experiment of a model_config.yaml.")
    private Optional<String> experiment = Optional.empty();

    @Option(
            names = "--model-config",
            paramLabel = "FILE",
            description = "FuxiCTR: the model_config.yaml of a tuner's base experiment. Default: in its base_config.")
    private Optional<Path> models = Optional.empty();

    @Option(
            names = "--dataset-config",
            paramLabel = "FILE",
            description = "FuxiCTR: the dataset_config.yaml. Default: the one beside the model_config.yaml.")
    private Optional<Path> datasets = Optional.empty();

    ImportConfigCommand(ConsoleEnvironment console) {
        this.console = console;
    }

    @Override
    public void run() {
        ConfigImport imported =
                ConfigImport.read(file, new RawIds(buckets), new FuxiCtrFiles(experiment, models, datasets));
        imported.notCarried().forEach(line -> console.err().println("not carried over: " + Escaped.of(line)));
        console.out().print(imported.yaml());
    }
}
