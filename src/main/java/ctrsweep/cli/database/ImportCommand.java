package ctrsweep.cli.database;

import ctrsweep.cli.launch.DatabaseOption;
import ctrsweep.cli.launch.ObjectiveOption;
import ctrsweep.cli.text.CommandFailure;
import ctrsweep.cli.text.ConsoleEnvironment;
import ctrsweep.cli.text.ImportedFile;
import ctrsweep.config.SweepName;
import ctrsweep.metric.Metric;
import ctrsweep.metric.ValidationMetrics;
import ctrsweep.store.Database;
import ctrsweep.store.SweepImport;
import ctrsweep.sweep.ImportedRun;
import ctrsweep.text.CalledAs;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description = {
            "Takes results.json files, ours or those of deepfm, into the database as the completed trials of a new sweep: "
                    + "all of them or none.",
            "What differs between their configs is what varied. Importing adds to no sweep that is there."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./sweep import outputs/*/results.json --name by-hand",
            "  ./sweep import a.json b.json --name other --objective val.logloss"
        })
public final class ImportCommand implements Runnable {
    private final ConsoleEnvironment console;

    @Mixin
    private final DatabaseOption database = new DatabaseOption();

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "results.json files, in the order of trial numbers.")
    private List<Path> files = new ArrayList<>();

    @Option(names = "--name", required = true, paramLabel = "SWEEP", description = "What the new sweep is called.")
    private String name = "";

    @Mixin
    private final ObjectiveOption objective = new ObjectiveOption();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    public ImportCommand(ConsoleEnvironment console) {
        this.console = console;
    }

    @Override
    public void run() {
        if (!SweepName.isOne(name)) {
            throw new ParameterException(spec.commandLine(), "--name %s: %s".formatted(name, SweepName.RULE));
        }
        List<ImportedRun> trials = trials();
        Metric metric = objective.of(trials);
        String source = "imported from " + files.stream().map(Path::toString).collect(Collectors.joining(", "));
        try (Database results = database.forWriting(console)) {
            new SweepImport(name, metric, ValidationMetrics.goal(metric.name()), source, trials)
                    .into(results, Instant.now());
        }
        console.err().println(CalledAs.in("imported %d trials; next: ./sweep show %s".formatted(trials.size(), name)));
    }

    private List<ImportedRun> trials() {
        List<ImportedRun> trials = new ArrayList<>();
        Map<String, Path> known = new HashMap<>();
        for (Path file : files) {
            ImportedRun trial = ImportedFile.read(file, console.zone());
            Path same = known.put(trial.hash(), file);
            if (same != null) {
                throw new CommandFailure("%s and %s are the same run".formatted(same, file));
            }
            trials.add(trial);
        }
        return trials;
    }
}
