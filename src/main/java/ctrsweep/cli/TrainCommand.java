package ctrsweep.cli;

import ctrsweep.cli.launch.Folders;
import ctrsweep.cli.launch.LaunchLog;
import ctrsweep.cli.launch.LaunchReporter;
import ctrsweep.cli.launch.OutputsOption;
import ctrsweep.cli.launch.SingleRun;
import ctrsweep.cli.launch.TrainPage;
import ctrsweep.cli.launch.TrainProgress;
import ctrsweep.cli.launch.TrainingResources;
import ctrsweep.cli.text.CommandFailure;
import ctrsweep.cli.text.ConsoleEnvironment;
import ctrsweep.cli.text.ExitCodes;
import ctrsweep.cli.text.ProfilePage;
import ctrsweep.cli.text.Verbosity;
import ctrsweep.config.ExperimentReader;
import ctrsweep.config.NanPolicy;
import ctrsweep.files.FileProblem;
import ctrsweep.report.picture.RunCurves;
import ctrsweep.settings.Experiment;
import ctrsweep.settings.TrainingSettings;
import ctrsweep.sweep.Outcome;
import ctrsweep.train.FirstWeights;
import ctrsweep.train.TrainingOptions;
import ctrsweep.train.TrainingProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        description =
                "Trains one experiment, without a database: best.safetensors, model.pt (TorchScript), results.json and "
                        + "train.log go into a folder. What was cut short goes on from its last epoch.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./sweep train configs/deepfm_generated.yaml -O training.lr=3e-3 --out outputs/slower",
            "  ./sweep train configs/deepfm_generated.yaml --from outputs/slower/best.safetensors -O training.freeze=[embedding]"
        })
final class TrainCommand implements Callable<Integer> {
    /// Steps under the profiler.
    private static final int PROFILED = 20;

    private final ConsoleEnvironment console;

    @Parameters(paramLabel = "CONFIG", description = "The experiment, a YAML file.")
    private Path config = Path.of("");

    @Mixin
    private final OverridesOption overrides = new OverridesOption();

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            description = "Default: the config's output_dir, else outputs/ and the config's name.")
    private Optional<Path> out = Optional.empty();

    @Option(
            names = "--from",
            paramLabel = "FILE",
            description =
                    "Weights to begin with: the best.safetensors of a run or a trial. Those that another config or data "
                            + "has in another size begin anew.")
    private Optional<Path> from = Optional.empty();

    @Option(
            names = "--no-eval",
            description = "Measures neither validation nor test: the weights of the last epoch are kept.")
    private boolean noEval;

    @Option(names = "--png", description = "Also draws the loss and the metrics by epoch: curve-loss.png ...")
    private boolean pictures;

    @Option(
            names = "--profile",
            paramLabel = "FILE",
            description =
                    "Instead of training, lists the operators of some training steps by time, and writes a trace for "
                            + "Chrome to FILE.")
    private Optional<Path> profile = Optional.empty();

    @Option(names = "--device", paramLabel = "D", description = "auto, mps, cuda or cpu. Default: the config's.")
    private Optional<String> device = Optional.empty();

    @Mixin
    private final OutputsOption outputs = new OutputsOption();

    @Mixin
    private final Verbosity verbosity = new Verbosity();

    TrainCommand(ConsoleEnvironment console) {
        this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException {
        ExperimentReader.ConfigFile read = ExperimentReader.file(config, overrides.with(device));
        Experiment experiment = read.experiment();
        if (profile.isPresent()) {
            return profile(experiment, profile.get());
        }
        Path folder = out.or(read::outputDir)
                .orElseGet(() -> outputs.in(console).outputs().resolve(name()));
        if (!Folders.writable(folder)) {
            throw OutputsOption.unwritable(folder);
        }
        try (LaunchLog log = new LaunchLog(InstantSource.system())) {
            LaunchReporter reporter = new LaunchReporter(console.err(), verbosity.level(), Optional.of(log));
            try {
                return train(experiment, folder, log, reporter);
            } catch (RuntimeException problem) {
                reporter.trace(problem);
                throw problem;
            }
        }
    }

    private int train(Experiment experiment, Path folder, LaunchLog log, LaunchReporter reporter)
            throws InterruptedException {
        Optional<FirstWeights> first = from.map(file -> first(file, reporter));
        TrainingResources resources = TrainingResources.ready(console, experiment, reporter::note);
        log.write(folder.resolve("train.log"));
        reporter.detail("on %s; checkpoints and results go to %s"
                .formatted(resources.device().name(), folder));
        TrainProgress progress = new TrainProgress(reporter, experiment, InstantSource.system());
        SingleRun run = new SingleRun(
                console,
                resources,
                reporter,
                name(),
                folder,
                new TrainingOptions(NanPolicy.FAIL, false, !noEval, true, first),
                Map.of());
        Outcome.Completed completed = run.run(experiment, progress, trained -> {
            if (pictures) {
                new RunCurves(name(), trained.epochs(), drawn(experiment.training())).write(folder);
            }
        });
        console.out().print(new TrainPage(folder, completed).text(console.width()));
        return ExitCodes.DONE;
    }

    private static FirstWeights first(Path file, LaunchReporter reporter) {
        try {
            return new FirstWeights(file.toString(), Files.readAllBytes(file), reporter::note);
        } catch (NoSuchFileException e) {
            throw new CommandFailure(file + ": no such file");
        } catch (IOException e) {
            throw new CommandFailure("%s cannot be read: %s".formatted(file, FileProblem.of(e)));
        }
    }

    /// The metrics that are drawn: the loss, what chooses the best epoch, and those of the training rows.
    private static List<String> drawn(TrainingSettings training) {
        return Stream.concat(Stream.of("loss", training.metric()), training.trainMetrics().stream())
                .distinct()
                .toList();
    }

    private int profile(Experiment experiment, Path trace) {
        TrainingResources resources = TrainingResources.ready(console, experiment);
        try {
            console.out()
                    .print(ProfilePage.of(
                            new TrainingProfile(
                                            resources.torch(),
                                            resources.device(),
                                            experiment,
                                            resources.datasets().apply(experiment),
                                            PROFILED)
                                    .run(trace),
                            PROFILED));
        } catch (IOException e) {
            throw new CommandFailure("%s cannot be written: %s".formatted(trace, FileProblem.of(e)));
        }
        return ExitCodes.DONE;
    }

    /// The config's file name without its extension.
    private String name() {
        return String.valueOf(config.getFileName()).replaceFirst("\\.ya?ml$", "");
    }
}
