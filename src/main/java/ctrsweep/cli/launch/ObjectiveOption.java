package ctrsweep.cli.launch;

import ctrsweep.cli.text.CommandFailure;
import ctrsweep.cli.text.ResultsFile;
import ctrsweep.metric.Metric;
import ctrsweep.space.Value;
import ctrsweep.sweep.ImportedRun;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `--objective`, for runs without a spec that names their objective.
public final class ObjectiveOption {
    @Option(
            names = "--objective",
            paramLabel = "METRIC",
            description = "What trials are ranked by. Default: val. and the configs' training.metric, else val.auc.")
    private Optional<String> objective = Optional.empty();

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    public boolean isGiven() {
        return objective.isPresent();
    }

    /// The given metric, or the one that all trials share.
    ///
    /// @throws CommandFailure when no trial has the metric, or when none is given and the trials differ
    public Metric of(List<ImportedRun> trials) {
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

    private static Metric trainedFor(List<ImportedRun> trials) {
        SequencedSet<String> names = new TreeSet<>();
        for (ImportedRun trial : trials) {
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
