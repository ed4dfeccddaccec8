package ctrsweep.cli.launch;

import ctrsweep.cli.text.ConsoleEnvironment;
import ctrsweep.config.KeptWeights;
import ctrsweep.config.SweepSpec;
import ctrsweep.config.TrialFigure;
import ctrsweep.metric.Metric;
import ctrsweep.settings.Experiment;
import ctrsweep.space.Value;
import ctrsweep.store.Database;
import ctrsweep.sweep.Basis;
import ctrsweep.sweep.TrialRunner;
import ctrsweep.train.Comparability;
import ctrsweep.train.Trainer;
import ctrsweep.train.TrainingOptions;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Trains trials in this process, on shared data.
record TrainingRunners(ConsoleEnvironment console, SweepSpec spec, Experiment base, TrainingResources resources)
        implements SweepLauncher.RunnerFactory {
    @Override
    public TrialRunner runner(InstantSource clock, Path folder, int together, Consumer<String> said) {
        Trainer trainer = new Trainer(
                resources.torch(),
                resources.device(),
                resources.datasets(),
                new Trainer.Folders(folder, console.home()),
                clock,
                TrainingOptions.ofTrials(spec.onFailure().nan(), spec.keep() != KeptWeights.NONE, countsWeights()),
                Provenance.here(),
                Comparability.of(spec));
        return together == 0 && !fuses() ? trainer : trainer.together(Math.max(together, 1), said);
    }

    private boolean countsWeights() {
        return spec.otherObjectives().stream().anyMatch(other -> other.metric().equals(TrialFigure.WEIGHTS));
    }

    @Override
    public void ended(Database results, SweepFiles files, LaunchReporter reporter) {
        new KeptOutputs(spec, results, files, console.home(), resources, reporter).apply();
    }

    @Override
    public Basis basis(Map<String, Value> varied) {
        Experiment experiment =
                varied.isEmpty() ? base : (Experiment) spec.workload().config(varied);
        return Comparability.of(spec).of(experiment, resources.datasets().apply(experiment));
    }

    @Override
    public String where() {
        return resources.device().name();
    }

    @Override
    public Optional<String> device() {
        return Optional.of(where());
    }

    /// One trial per core on the CPU, since each trial computes on one thread; other devices run one trial at a
    /// time.
    @Override
    public int workers() {
        return resources.device().kernels().host() ? Runtime.getRuntime().availableProcessors() : 1;
    }

    @Override
    public boolean fuses() {
        return resources.fuses(console);
    }

    @Override
    public Map<Metric, Double> reachable() {
        return resources.datasets().apply(base).reachable();
    }
}
