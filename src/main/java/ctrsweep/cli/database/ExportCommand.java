package ctrsweep.cli.database;

import ctrsweep.cli.launch.DatabaseOption;
import ctrsweep.cli.text.ConsoleEnvironment;
import ctrsweep.report.Escaped;
import ctrsweep.report.MlflowStore;
import ctrsweep.store.OptunaFile;
import ctrsweep.sweep.SweepSummary;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = "Writes a sweep in another program's form: all trials with parameters, epochs and metrics.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./sweep export NAME --optuna outputs/name.db      # then: optuna-dashboard sqlite:///outputs/name.db",
            "  ./sweep export NAME --mlflow outputs/mlruns       # then: mlflow ui --backend-store-uri outputs/mlruns"
        })
public final class ExportCommand implements Runnable {
    private final ConsoleEnvironment console;

    @Mixin
    private final DatabaseOption database = new DatabaseOption();

    @Parameters(paramLabel = "SWEEP", description = "The sweep's name.")
    private String sweep = "";

    @Option(names = "--optuna", paramLabel = "FILE", description = "A SQLite study of Optuna 5: a new file.")
    private Optional<Path> optuna = Optional.empty();

    @Option(
            names = "--mlflow",
            paramLabel = "FOLDER",
            description = "A file store of MLflow: a folder that is new or empty.")
    private Optional<Path> mlflow = Optional.empty();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    public ExportCommand(ConsoleEnvironment console) {
        this.console = console;
    }

    @Override
    public void run() {
        if (optuna.isPresent() == mlflow.isPresent()) {
            throw new ParameterException(spec.commandLine(), "needs either --optuna FILE or --mlflow FOLDER");
        }
        database.ask(
                console,
                results -> results.snapshot(() -> {
                    SweepSummary summary = results.sweep(sweep);
                    optuna.ifPresent(file -> OptunaFile.write(results, summary, file, console.zone()));
                    mlflow.ifPresent(folder -> new MlflowStore(folder, results, summary).write());
                    return summary;
                }));
        Path where = optuna.or(() -> mlflow).orElseThrow();
        console.err().println("written: " + Escaped.of(where.toString()));
    }
}
