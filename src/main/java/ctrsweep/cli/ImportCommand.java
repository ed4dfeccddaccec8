package ctrsweep.cli;

import ctrsweep.config.Metric;
import ctrsweep.config.SweepName;
import ctrsweep.config.ValidationMetrics;
import ctrsweep.space.Value;
import ctrsweep.store.Database;
import ctrsweep.store.ImportedTrial;
import ctrsweep.store.SweepImport;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.TreeSet;
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
final class ImportCommand implements Runnable {
    private final Surroundings surroundings;

    @Mixin
    private final DatabaseOption database = new DatabaseOption();

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "results.json files, in the order of trial numbers.")
    private List<Path> files = new ArrayList<>();

    @Option(names = "--name", required = true, paramLabel = "SWEEP", description = "What the new sweep is called.")
    private String name = "";

    @Option(
            names = "--objective",
            paramLabel = "METRIC",
            description = "What trials are ranked by. Default: val. and the configs' training.metric, else val.auc.")
    private Optional<String> objective = Optional.empty();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    ImportCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public void run() {
        if (!SweepName.isOne(name)) {
            throw new ParameterException(spec.commandLine(), "--name %s: %s".formatted(name, SweepName.RULE));
        }
        List<ImportedTrial> trials = trials();
        Metric metric = objective(trials);
        String source = "imported from " + files.stream().map(Path::toString).collect(Collectors.joining(", "));
        try (Database results = Database.openForWriting(database.file(surroundings))) {
            new SweepImport(name, metric, ValidationMetrics.goal(metric.name()), source, trials)
                    .into(results, Instant.now());
        }
        surroundings.err().printf("imported %d trials; next: ./sweep show %s%n", trials.size(), name);
    }

    private List<ImportedTrial> trials() {
        List<ImportedTrial> trials = new ArrayList<>();
        Map<String, Path> known = new HashMap<>();
        for (Path file : files) {
            ImportedTrial trial = ImportedFile.read(file, surroundings.zone());
            Path same = known.put(trial.hash(), file);
            if (same != null) {
                throw new CommandFailure("%s and %s are the same run".formatted(same, file));
            }
            trials.add(trial);
        }
        return trials;
    }

    private Metric objective(List<ImportedTrial> trials) {
        Metric metric = objective.map(this::metric).orElseGet(() -> trainedFor(trials));
        SequencedSet<Metric> measured = new TreeSet<>();
        trials.forEach(trial -> measured.addAll(trial.metrics().keySet()));
        if (!measured.contains(metric)) {
            throw new CommandFailure("no file has %s; there are %s"
                    .formatted(metric, measured.stream().map(Metric::toString).collect(Collectors.joining(", "))));
        }
        return metric;
    }

    private Metric metric(String dotted) {
        try {
            Metric metric = Metric.of(dotted);
            if (metric.split().equals("test")) {
                throw new IllegalArgumentException("the test split never guides a choice");
            }
            return metric;
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--objective: " + e.getMessage(), e);
        }
    }

    private static Metric trainedFor(List<ImportedTrial> trials) {
        SequencedSet<String> names = new TreeSet<>();
        for (ImportedTrial trial : trials) {
            if (trial.config().values().get("training") instanceof Value.Fields training) {
                ResultsFile.at(training, "metric").ifPresent(metric -> names.add(metric.toString()));
            }
        }
        if (names.size() > 1) {
            throw new CommandFailure("the files were trained for different metrics (%s); say which ranks them, as "
                            .formatted(String.join(", ", names))
                    + "--objective val." + names.getFirst());
        }
        return new Metric("val", names.isEmpty() ? "auc" : names.getFirst());
    }
}
