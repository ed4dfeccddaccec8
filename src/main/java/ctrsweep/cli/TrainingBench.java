package ctrsweep.cli;

import ctrsweep.config.Experiment;
import ctrsweep.config.Metric;
import ctrsweep.config.SweepSpec;
import ctrsweep.space.Value;
import ctrsweep.sweep.Basis;
import ctrsweep.sweep.TrialRunner;
import ctrsweep.train.Comparability;
import ctrsweep.train.Trainer;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;

/// Trials are trained here, by the shared trainer.
record TrainingBench(Surroundings surroundings, SweepSpec spec, Experiment base, Equipment equipment)
        implements Workshop.Bench {
    @Override
    public TrialRunner runner(InstantSource clock, Path folder) {
        return new Trainer(
                equipment.torch(),
                equipment.device(),
                equipment.datasets(),
                new Trainer.Folders(folder, surroundings.home()),
                clock,
                spec.onFailure().nan(),
                Provenance.here(),
                Comparability.of(spec));
    }

    @Override
    public Basis basis(Map<String, Value> varied) {
        Experiment experiment =
                varied.isEmpty() ? base : (Experiment) spec.subject().config(varied);
        return Comparability.of(spec).of(experiment, equipment.datasets().apply(experiment));
    }

    @Override
    public String where() {
        return equipment.device().name();
    }

    /// One trial for each core, since each computes on one thread; another device serves one at a time.
    @Override
    public int workers() {
        return equipment.device().kernels().host() ? Runtime.getRuntime().availableProcessors() : 1;
    }

    @Override
    public Map<Metric, Double> reachable() {
        return equipment.datasets().apply(base).reachable();
    }
}
