package ctrsweep.cli;

import ctrsweep.cli.launch.DatabaseOption;
import ctrsweep.cli.launch.LaunchLog;
import ctrsweep.cli.launch.LaunchReporter;
import ctrsweep.cli.launch.OutputsOption;
import ctrsweep.cli.launch.PlanCheck;
import ctrsweep.cli.launch.PlanGroups;
import ctrsweep.cli.launch.SparkLaunch;
import ctrsweep.cli.launch.SparkPlace;
import ctrsweep.cli.launch.SparkSubmission;
import ctrsweep.cli.launch.SweepLauncher;
import ctrsweep.cli.text.CommandFailure;
import ctrsweep.cli.text.ConsoleEnvironment;
import ctrsweep.cli.text.ExitCodes;
import ctrsweep.cli.text.PlanPage;
import ctrsweep.cli.text.Verbosity;
import ctrsweep.config.Fuse;
import ctrsweep.config.SpecReader;
import ctrsweep.config.SweepSpec;
import ctrsweep.config.Workload;
import ctrsweep.report.EpochRanks;
import ctrsweep.settings.Experiment;
import ctrsweep.sweep.LaunchPreview;
import ctrsweep.sweep.LaunchSummary;
import ctrsweep.sweep.Plan;
import ctrsweep.sweep.Results;
import ctrsweep.sweep.SweepDefinition;
import ctrsweep.sweep.SweepLoop;
import ctrsweep.sweep.SweepSummary;
import ctrsweep.train.Devices;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "launch",
        mixinStandardHelpOptions = true,
        description = "Runs the trials of a sweep spec. Launched again, a sweep goes on where it stopped.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./sweep launch sweeps/quickstart.yaml",
            "  ./sweep launch sweeps/quickstart.yaml --plan",
            "  ./sweep launch sweeps/quickstart.yaml -O training.num_epochs=5 --workers 1",
            "  ./sweep launch sweeps/quickstart.yaml -P 'training.lr={min: 1e-4, max: 1e-2, scale: log}' --plan",
            "  ./sweep launch sweeps/quickstart.yaml --retry-failed --quiet"
        })
final class LaunchCommand implements Callable<Integer> {
    private final ConsoleEnvironment console;
    private final SparkPlace place;

    @Mixin
    private final DatabaseOption database = new DatabaseOption();

    @Parameters(paramLabel = "SPEC", description = "The sweep spec, a YAML file.")
    private Path spec = Path.of("");

    @Mixin
    private final OverridesOption overrides = new OverridesOption();

    @Option(
            names = {"-P", "--parameter"},
            paramLabel = "KEY=DOMAIN",
            description = "Varies a key, in place of what the spec says of it, as 'dnn.dropout=[0.1, 0.2]';"
                    + " may be repeated.")
    private List<String> parameters = new ArrayList<>();

    @Option(names = "--retry-failed", description = "Tries trials again that failed in an earlier launch.")
    private boolean retryFailed;

    @Option(
            names = "--keep-going",
            description = "Goes on though the first three trials fail in the same way before their first epoch.")
    private boolean keepGoing;

    @Option(
            names = "--new-data",
            description = "Goes on although the data has changed: its trials begin a new generation. The earlier ones "
                    + "stay, but neither rank nor guide the search.")
    private boolean newData;

    @Option(
            names = "--owner",
            paramLabel = "NAME",
            converter = OwnerConverter.class,
            description = "Whose sweep it is, for `list` and `serve`. Default: who launched it first.")
    private Optional<String> owner = Optional.empty();

    @Option(names = "--plan", description = "Shows the trials that there would be, and runs none.")
    private boolean plan;

    @Option(
            names = "--workers",
            paramLabel = "N",
            converter = CountConverter.class,
            description = "Trials at a time. Default: what the spec says, else one for each core on a CPU, else 1.")
    private Optional<Integer> workers = Optional.empty();

    @Option(
            names = "--fuse",
            paramLabel = "N",
            converter = FuseConverter.class,
            description =
                    "Trials of one shape in one step: off, at most a number, or auto. Default: what the spec says,"
                            + " else auto: on CUDA.")
    private Optional<Fuse> fuse = Optional.empty();

    @Option(names = "--device", paramLabel = "D", description = "auto, mps, cuda or cpu. Default: the config's.")
    private Optional<String> device = Optional.empty();

    @Mixin
    private final OutputsOption outputs = new OutputsOption();

    @Mixin
    private final Verbosity verbosity = new Verbosity();

    @Option(
            names = "--spark",
            paramLabel = "MASTER",
            description = "Runs the workers as tasks of Spark: spark://HOST:7077, yarn, k8s://https://HOST:6443,"
                    + " local[2]. SPARK_HOME names its folder.")
    private Optional<String> spark = Optional.empty();

    @Option(
            names = "--spark-conf",
            paramLabel = "K=V",
            description = "A setting of Spark, as spark.executor.memory=4g; may be repeated.")
    private List<String> sparkSettings = new ArrayList<>();

    @Spec
    private CommandSpec command = CommandSpec.create();

    LaunchCommand(ConsoleEnvironment console) {
        this(console, new SparkPlace.Outside());
    }

    LaunchCommand(ConsoleEnvironment console, SparkPlace place) {
        this.console = console;
        this.place = place;
    }

    @Override
    public Integer call() {
        Path file = place instanceof SparkPlace.Worker worker
                ? Path.of(worker.request().folder()).resolve(spec)
                : spec;
        SweepSpec read = SpecReader.read(file, overrides.with(device), parameters);
        if (place instanceof SparkPlace.Worker worker) {
            return work(read, worker);
        }
        Plan.Beginning beginning = new PlanCheck(read).run();
        if (plan) {
            console.out().print(planPage(read, beginning).text());
            return ExitCodes.DONE;
        }
        if (spark.isEmpty() && !sparkSettings.isEmpty()) {
            throw new CommandFailure("--spark-conf: needs --spark MASTER");
        }
        if (spark.isPresent() && place instanceof SparkPlace.Outside) {
            requireOptionsThatGoTogether(read);
            return new SparkSubmission(spark.get(), sparkSettings, console.home(), System.getenv()).run(words());
        }
        try (LaunchLog log = new LaunchLog(InstantSource.system())) {
            LaunchReporter reporter = new LaunchReporter(console.err(), verbosity.level(), Optional.of(log));
            read.notes().forEach(reporter::note);
            try {
                return run(read, log, reporter);
            } catch (RuntimeException problem) {
                reporter.trace(problem);
                throw problem;
            }
        }
    }

    /// Prints the plan. If the database exists, it also tells how long such trials took and which are done.
    private PlanPage planPage(SweepSpec read, Plan.Beginning beginning) {
        if (!database.exists(console)) {
            return new PlanPage(
                    read,
                    beginning,
                    groups(read, beginning),
                    Optional.empty(),
                    LaunchPreview.NOTHING,
                    Optional.empty(),
                    console.width());
        }
        return database.answer(
                console,
                results -> new PlanPage(
                        read,
                        beginning,
                        groups(read, beginning),
                        results.pace(read.name(), read.base()),
                        results.preview(SweepDefinition.of(read)),
                        ranks(results, read),
                        console.width()));
    }

    /// A warning if the trials that the sweep already has show that its pruner will compare trials too early.
    private static Optional<String> ranks(Results results, SweepSpec read) {
        Optional<SweepSummary> known = results.sweeps().stream()
                .filter(sweep -> sweep.name().equals(read.name())
                        && sweep.objective().equals(read.objective().metric()))
                .findFirst();
        return read.search()
                .pruning()
                .filter(pruning -> pruning.metric().equals(read.objective().metric()))
                .flatMap(pruning -> known.flatMap(sweep ->
                        EpochRanks.of(results, sweep, results.trials(sweep)).warning(pruning)));
    }

    /// The groups that train in one step, where the spec or the command line asks for them: what `auto` does
    /// depends on the device, unless the config names one.
    private Optional<String> groups(SweepSpec read, Plan.Beginning beginning) {
        if (!(read.base() instanceof Experiment base)) {
            return Optional.empty();
        }
        int most = fuse.orElse(read.fuse())
                .most(Devices.fuses(base.device()), new Plan(read).size().trials());
        return most == 0 ? Optional.empty() : Optional.of(new PlanGroups(beginning.trials(), most).text());
    }

    private int run(SweepSpec read, LaunchLog log, LaunchReporter reporter) {
        requireOptionsThatGoTogether(read);
        if (place instanceof SparkPlace.Driver driver) {
            return ExitCodes.of(new SparkLaunch(outputs.in(console), read, reporter, driver.cluster())
                    .run(database.address(console), log, words(), workers, retryFailed));
        }
        SweepLauncher launcher = SweepLauncher.open(outputs.in(console), read, outputs.uri(), reporter);
        return ExitCodes.of(launcher.launch(
                database.address(console),
                log,
                new SweepLauncher.Parallelism(workers, fuse),
                new SweepLoop.Persistence(retryFailed, keepGoing),
                newData,
                owner));
    }

    private void requireOptionsThatGoTogether(SweepSpec read) {
        if (newData && read.workload() instanceof Workload.Running) {
            throw new CommandFailure(
                    "--new-data: what data a program reads is not known here; give the spec another name");
        }
        if (fuse.isPresent() && read.workload() instanceof Workload.Running) {
            throw new CommandFailure("--fuse: programs are run each by itself");
        }
    }

    private List<String> words() {
        List<String> words = new ArrayList<>(List.of(command.name()));
        words.addAll(command.commandLine().getParseResult().expandedArgs());
        return words;
    }

    /// The worker's messages go to the log of its executor.
    private int work(SweepSpec read, SparkPlace.Worker worker) {
        LaunchReporter reporter = new LaunchReporter(console.err(), verbosity.level(), Optional.empty());
        LaunchSummary summary = SweepLauncher.open(console, read, outputs.uri(), reporter)
                .work(
                        console.database(),
                        worker.request().databaseId(),
                        new SweepLauncher.Parallelism(Optional.of(1), fuse),
                        new SweepLoop.Persistence(worker.request().retryFailed(), keepGoing),
                        newData,
                        owner);
        worker.ended().accept(summary.ending().name());
        return ExitCodes.of(summary);
    }
}
