package ctrsweep.cli;

import ctrsweep.cli.launch.DatabaseOption;
import ctrsweep.cli.launch.OutputsOption;
import ctrsweep.cli.launch.SweepLauncher;
import ctrsweep.cli.launch.SweepWorker;
import ctrsweep.cli.text.ConsoleEnvironment;
import ctrsweep.cli.text.Verbosity;
import ctrsweep.config.Fuse;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "work",
        mixinStandardHelpOptions = true,
        description =
                "Takes trials of the sweeps in the database, the oldest sweep first, until Ctrl-C: a machine that "
                        + "serves a team. The sweeps must have been launched once, anywhere.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./sweep work --db postgresql://lab@db.lab/sweeps",
            "  ./sweep work --sweep first --sweep second --until-idle"
        })
final class WorkCommand implements Callable<Integer> {
    private final ConsoleEnvironment console;

    @Mixin
    private final DatabaseOption database = new DatabaseOption();

    @Option(
            names = "--sweep",
            paramLabel = "NAME",
            description = "Takes trials of this sweep only; may be repeated. Default: of any sweep.")
    private List<String> sweeps = new ArrayList<>();

    @Option(names = "--until-idle", description = "Ends when no trial is free, instead of waiting for one.")
    private boolean untilIdle;

    @Option(
            names = "--workers",
            paramLabel = "N",
            converter = CountConverter.class,
            description = "Trials at a time. Default: what each spec says, else one for each core on a CPU, else 1.")
    private Optional<Integer> workers = Optional.empty();

    @Option(
            names = "--fuse",
            paramLabel = "N",
            converter = FuseConverter.class,
            description =
                    "Trials of one shape in one step: off, at most a number, or auto. Default: what each spec says.")
    private Optional<Fuse> fuse = Optional.empty();

    @Mixin
    private final OutputsOption outputs = new OutputsOption();

    @Mixin
    private final Verbosity verbosity = new Verbosity();

    WorkCommand(ConsoleEnvironment console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        return new SweepWorker(
                        outputs.in(console),
                        database.address(console),
                        new LinkedHashSet<>(sweeps),
                        outputs.uri(),
                        new SweepLauncher.Parallelism(workers, fuse),
                        verbosity.level())
                .work(untilIdle);
    }
}
