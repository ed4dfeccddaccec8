package ctrsweep.cli;

import ctrsweep.cli.launch.OptunaExport;
import ctrsweep.cli.text.ConsoleEnvironment;
import ctrsweep.data.RowEncoder;
import ctrsweep.report.Escaped;
import ctrsweep.report.MlflowStore;
import ctrsweep.sweep.SweepSummary;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description =
                "Writes a sweep in another program's form: all trials with parameters, epochs and metrics. Or writes the model of "
                        + "one trial, with its encoders beside it.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./sweep export NAME --optuna outputs/name.db      # then: optuna-dashboard sqlite:///outputs/name.db",
            "  ./sweep export NAME --mlflow outputs/mlruns       # then: mlflow ui --backend-store-uri outputs/mlruns",
            "  ./sweep export NAME best --onnx outputs/best.onnx",
            "  ./sweep export outputs/deepfm_generated --torchscript outputs/model.pt"
        })
final class ExportCommand implements Runnable {
    private final ConsoleEnvironment console;

    @Mixin
    private final RunArgument run = new RunArgument();

    @Option(names = "--optuna", paramLabel = "FILE", description = "A SQLite study of Optuna 5: a new file.")
    private Optional<Path> optuna = Optional.empty();

    @Option(
            names = "--mlflow",
            paramLabel = "FOLDER",
            description = "A file store of MLflow: a folder that is new or empty.")
    private Optional<Path> mlflow = Optional.empty();

    @Option(
            names = "--onnx",
            paramLabel = "FILE",
            description = "The trial's model in ONNX; its encoders go to a file of the same name that ends in .json.")
    private Optional<Path> onnx = Optional.empty();

    @Option(
            names = "--torchscript",
            paramLabel = "FILE",
            description = "The trial's model in TorchScript, with the encoders as for --onnx.")
    private Optional<Path> torchscript = Optional.empty();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    ExportCommand(ConsoleEnvironment console) {
        this.console = console;
    }

    @Override
    public void run() {
        if (Stream.of(optuna, mlflow, onnx, torchscript)
                        .filter(Optional::isPresent)
                        .count()
                != 1) {
            throw new ParameterException(
                    spec.commandLine(),
                    "needs --optuna FILE or --mlflow FOLDER for a sweep, or --onnx FILE or --torchscript FILE for the model of a trial: one of them");
        }
        if (onnx.isPresent() || torchscript.isPresent()) {
            exportModel();
        } else {
            exportSweep();
        }
    }

    private void exportSweep() {
        if (run.namesTrial()) {
            throw new ParameterException(
                    spec.commandLine(), "--optuna and --mlflow write all trials of a sweep; leave out which one");
        }
        run.database()
                .ask(
                        console,
                        results -> results.snapshot(() -> {
                            SweepSummary summary = results.sweep(run.name());
                            optuna.ifPresent(file -> OptunaExport.write(results, summary, file, console.zone()));
                            mlflow.ifPresent(folder -> new MlflowStore(folder, results, summary).write());
                            return summary;
                        }));
        Path where = optuna.or(() -> mlflow).orElseThrow();
        console.err().println("written: " + Escaped.of(where.toString()));
    }

    private void exportModel() {
        TrainedWeights recorded = run.weights(console);
        Path file = onnx.or(() -> torchscript).orElseThrow();
        try (LoadedModel<RowEncoder> trained = LoadedModel.forRows(console, recorded, Optional.of("cpu"))) {
            ModelExport export = new ModelExport(recorded, trained);
            Path encoders = onnx.isPresent() ? export.onnx(file) : export.torchScript(file);
            export.remark().ifPresent(console.err()::println);
            console.err()
                    .println("written: %s, %s".formatted(Escaped.of(file.toString()), Escaped.of(encoders.toString())));
        }
    }
}
