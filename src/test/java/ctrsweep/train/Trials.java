package ctrsweep.train;

import ctrsweep.config.Experiment;
import ctrsweep.config.ExperimentReader;
import ctrsweep.data.DataPlaces;
import ctrsweep.data.Dataset;
import ctrsweep.data.Datasets;
import ctrsweep.space.Assignment;
import ctrsweep.sweep.EpochReport;
import ctrsweep.sweep.Outcome;
import ctrsweep.sweep.PlannedTrial;
import ctrsweep.sweep.RunningTrial;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.function.Function;

/// Trials without a sweep around them, trained on the CPU; their weights go below a folder.
record Trials(Path folder, Function<Experiment, Dataset> datasets) {
    /// @param outcome how it ended
    /// @param epochs what was reported
    record Run(Outcome outcome, List<EpochReport> epochs) {
        Outcome.Completed completed() {
            return (Outcome.Completed) outcome;
        }

        Outcome.Failed failed() {
            return (Outcome.Failed) outcome;
        }
    }

    /// Each config's data, loaded once.
    static Trials in(Path folder) {
        return new Trials(folder, new SharedData(Trials::load));
    }

    static Dataset load(Experiment experiment) {
        return Datasets.load(
                experiment.data(), experiment.seed(), DataPlaces.of(Map.of(), new Properties()), note -> {});
    }

    /// The config of these lines with `key=value` over it.
    Experiment config(String lines, String... overrides) {
        try {
            return ExperimentReader.read(Files.writeString(folder.resolve("config.yaml"), lines), List.of(overrides));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Run run(Experiment experiment) throws InterruptedException {
        return run(experiment, epoch -> {});
    }

    Run run(Experiment experiment, Consumer<EpochReport> listener) throws InterruptedException {
        Torch torch = Torch.start();
        Trainer trainer = new Trainer(
                torch,
                new Devices(torch).choose("cpu"),
                datasets,
                new Trainer.Folders(folder.resolve("outputs"), folder),
                InstantSource.system(),
                Map.of("code", "test"));
        List<EpochReport> epochs = new ArrayList<>();
        PlannedTrial planned = new PlannedTrial(0, new Assignment(Map.of()), experiment, "");
        Outcome outcome = trainer.run(new RunningTrial(1, 1, planned), epoch -> {
            epochs.add(epoch);
            listener.accept(epoch);
        });
        return new Run(outcome, epochs);
    }
}
