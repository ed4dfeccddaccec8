package ctrsweep.cli.launch;

import ctrsweep.cli.text.CommandFailure;
import ctrsweep.cli.text.ConsoleEnvironment;
import ctrsweep.config.ConfigTree;
import ctrsweep.settings.Experiment;
import ctrsweep.space.Assignment;
import ctrsweep.sweep.Crew;
import ctrsweep.sweep.EpochListener;
import ctrsweep.sweep.Outcome;
import ctrsweep.sweep.PlannedTrial;
import ctrsweep.sweep.RunningTrial;
import ctrsweep.train.Comparability;
import ctrsweep.train.Trainer;
import ctrsweep.train.TrainingOptions;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/// Trains one experiment into a folder, without a database.
///
/// @param facts of the provenance, besides those of this process
public record SingleRun(
        ConsoleEnvironment console,
        TrainingResources resources,
        LaunchReporter reporter,
        String name,
        Path folder,
        TrainingOptions options,
        Map<String, String> facts) {

    /// Trains, and keeps the files of the run. What was cut short goes on from its last epoch.
    ///
    /// @param kept told of the run while its checkpoints are still there
    /// @throws CommandFailure when the training fails
    public Outcome.Completed run(Experiment experiment, TrainProgress progress, Consumer<TrainedRun> kept)
            throws InterruptedException {
        Map<String, String> provenance = new TreeMap<>(Provenance.here());
        provenance.putAll(facts);
        Trainer trainer = new Trainer(
                resources.torch(),
                resources.device(),
                resources.datasets(),
                new Trainer.Folders(folder, console.home(), true),
                InstantSource.system(),
                options,
                provenance,
                Comparability.alone());
        RunningTrial trial = new RunningTrial(
                0, 1, new PlannedTrial(0, new Assignment(Map.of()), experiment, ConfigTree.hash(experiment)));
        Outcome outcome = run(trainer, trial, progress);
        if (outcome instanceof Outcome.Completed completed) {
            TrainedRun run = new TrainedRun(
                    name,
                    folder,
                    experiment,
                    completed,
                    progress.epochs(),
                    InstantSource.system().instant());
            run.keep(resources);
            kept.accept(run);
        }
        trainer.ended(trial);
        return switch (outcome) {
            case Outcome.Failed failed -> throw new CommandFailure(failed.error());
            case Outcome.Pruned _ -> throw new IllegalStateException("nobody prunes a trial of its own");
            case Outcome.Completed completed -> completed;
        };
    }

    private Outcome run(Trainer trainer, RunningTrial trial, EpochListener progress) throws InterruptedException {
        if (!resources.fuses(console)) {
            return trainer.run(trial, progress);
        }
        Crew crew = trainer.together(1, reporter::note).crew();
        try {
            return crew.run(trial, progress);
        } finally {
            crew.leaves();
        }
    }
}
