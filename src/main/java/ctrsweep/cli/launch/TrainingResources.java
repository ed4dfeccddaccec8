package ctrsweep.cli.launch;

import ctrsweep.cli.text.ConsoleEnvironment;
import ctrsweep.data.Datasets;
import ctrsweep.settings.Experiment;
import ctrsweep.train.Devices;
import ctrsweep.train.SharedData;
import ctrsweep.train.Torch;
import java.util.function.Consumer;

/// Data, engine and device, made ready before anything is written: what is missing is said first.
public record TrainingResources(SharedData datasets, Torch torch, Devices.Usable device) {

    public static TrainingResources ready(ConsoleEnvironment console, Experiment experiment) {
        return ready(console, experiment, console.err()::println);
    }

    /// The line that tells a user why a device is passed over.
    public static String passedOver(Devices.Trial trial) {
        return "device %s is there, but cannot be used: %s"
                .formatted(trial.name(), trial.problem().orElse(""));
    }

    /// @param said told what takes long, as a download
    public static TrainingResources ready(ConsoleEnvironment console, Experiment experiment, Consumer<String> said) {
        SharedData datasets =
                new SharedData(wanted -> Datasets.load(wanted.data(), wanted.seed(), console.places(), said));
        datasets.apply(experiment);
        Torch torch = Torch.start();
        return new TrainingResources(
                datasets,
                torch,
                new Devices(torch).choose(experiment.device(), trial -> said.accept(passedOver(trial))));
    }
}
