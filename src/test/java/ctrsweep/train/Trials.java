package ctrsweep.train;

import ctrsweep.config.ConfigTree;
import ctrsweep.config.ExperimentReader;
import ctrsweep.config.NanPolicy;
import ctrsweep.data.DataPlaces;
import ctrsweep.data.Dataset;
import ctrsweep.data.Datasets;
import ctrsweep.settings.Experiment;
import ctrsweep.space.Assignment;
import ctrsweep.sweep.EpochDecision;
import ctrsweep.sweep.EpochListener;
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
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;

/// Trials without a sweep around them, trained on the CPU; their weights go below a folder.
record Trials(Path folder, Function<Experiment, Dataset> datasets) {
    /// @param outcome how it ended
    /// @param epochs what was reported
    /// @param resumed how many of them had been trained by an earlier attempt
    /// @param file of the best epoch's weights
    record Run(Outcome outcome, List<EpochReport> epochs, int resumed, Path file) {
        /// What is in the file now: the trial that ran last.
        byte[] weights() throws IOException {
            return Files.readAllBytes(file);
        }

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
        Map<String, String> environment = Map.of(
                "XDG_CACHE_HOME", Path.of("target", "cache").toAbsolutePath().toString());
        return Datasets.load(
                experiment.data(), experiment.seed(), DataPlaces.of(environment, new Properties()), note -> {});
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
        return run(experiment, listener, TrainingOptions.ofTrials(NanPolicy.FAIL), () -> false);
    }

    /// @param overdue asked before each step
    Run run(Experiment experiment, Consumer<EpochReport> listener, TrainingOptions options, BooleanSupplier overdue)
            throws InterruptedException {
        Torch torch = Torch.start();
        Trainer.Folders folders = new Trainer.Folders(folder.resolve("outputs"), folder);
        Trainer trainer = new Trainer(
                torch,
                new Devices(torch).choose("cpu"),
                datasets,
                folders,
                InstantSource.system(),
                options,
                Map.of("code", "test"),
                Comparability.alone());
        PlannedTrial planned = new PlannedTrial(0, new Assignment(Map.of()), experiment, ConfigTree.hash(experiment));
        RunningTrial running = new RunningTrial(1, 1, planned);
        Heard heard = new Heard(listener, overdue);
        Outcome outcome = trainer.run(running, heard);
        trainer.ended(running);
        return new Run(outcome, heard.epochs, heard.resumed, folders.weights(0));
    }

    private static final class Heard implements EpochListener {
        private final List<EpochReport> epochs = new ArrayList<>();
        private final Consumer<EpochReport> listener;
        private final BooleanSupplier overdue;
        private int resumed;

        Heard(Consumer<EpochReport> listener, BooleanSupplier overdue) {
            this.listener = listener;
            this.overdue = overdue;
        }

        @Override
        public boolean isOverdue() {
            return overdue.getAsBoolean();
        }

        @Override
        public EpochDecision resumed(List<EpochReport> earlier) {
            epochs.addAll(earlier);
            resumed = earlier.size();
            return EpochDecision.GO_ON;
        }

        @Override
        public EpochDecision accept(EpochReport epoch) {
            epochs.add(epoch);
            listener.accept(epoch);
            return EpochDecision.GO_ON;
        }
    }
}
