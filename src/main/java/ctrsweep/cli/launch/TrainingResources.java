package ctrsweep.cli.launch;

import ctrsweep.cli.text.ConsoleEnvironment;
import ctrsweep.data.Dataset;
import ctrsweep.data.Datasets;
import ctrsweep.settings.Experiment;
import ctrsweep.train.Devices;
import ctrsweep.train.ProvenDevices;
import ctrsweep.train.SharedData;
import ctrsweep.train.Torch;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/// Data, engine and device, loaded before anything is written, so that what is missing is reported first.
public record TrainingResources(SharedData datasets, Torch torch, Devices.Usable device) {

    public static TrainingResources ready(ConsoleEnvironment console, Experiment experiment) {
        return ready(console, experiment, console.err()::println);
    }

    /// The same on a data set that is made of each config's own.
    public TrainingResources on(UnaryOperator<Dataset> changed) {
        return new TrainingResources(new SharedData(wanted -> changed.apply(datasets.apply(wanted))), torch, device);
    }

    /// The message that explains why a device is not used.
    public static String passedOver(Devices.Trial trial) {
        return "device %s is there, but cannot be used: %s"
                .formatted(trial.name(), trial.problem().orElse(""));
    }

    /// @param said is told what takes long, such as a download
    public static TrainingResources ready(ConsoleEnvironment console, Experiment experiment, Consumer<String> said) {
        SharedData datasets =
                new SharedData(wanted -> Datasets.load(wanted.data(), wanted.seed(), console.places(), said));
        datasets.apply(experiment);
        Engine engine = engine(experiment.device(), said);
        return new TrainingResources(datasets, engine.torch, engine.device);
    }

    /// The engine on a device.
    public record Engine(Torch torch, Devices.Usable device) {}

    /// @param wanted `auto`, or the name of a device
    /// @param said is told why a device is passed over
    public static Engine engine(String wanted, Consumer<String> said) {
        Torch torch = Torch.start();
        return new Engine(torch, new Devices(torch).choose(wanted, trial -> said.accept(passedOver(trial))));
    }

    /// Whether this device uses the scripts in `fused/` even for a single trial, because its launches cost more than
    /// what they compute.
    public boolean fuses(ConsoleEnvironment console) {
        return ProvenDevices.in(console.places().cache(), torch).fuses(device);
    }
}
