package ctrsweep.cli;

import ctrsweep.config.Experiment;
import ctrsweep.data.Datasets;
import ctrsweep.train.Devices;
import ctrsweep.train.SharedData;
import ctrsweep.train.Torch;
import java.util.function.Consumer;

/// Data, engine and device, made ready before anything is written: what is missing is said first.
record Equipment(SharedData datasets, Torch torch, Devices.Usable device) {

    static Equipment ready(Surroundings surroundings, Experiment experiment) {
        return ready(surroundings, experiment, surroundings.err()::println);
    }

    /// The line that tells a user why a device is passed over.
    static String passedOver(Devices.Trial trial) {
        return "device %s is there, but cannot be used: %s"
                .formatted(trial.name(), trial.problem().orElse(""));
    }

    /// @param said told what takes long, as a download
    static Equipment ready(Surroundings surroundings, Experiment experiment, Consumer<String> said) {
        SharedData datasets =
                new SharedData(wanted -> Datasets.load(wanted.data(), wanted.seed(), surroundings.places(), said));
        datasets.apply(experiment);
        Torch torch = Torch.start();
        return new Equipment(
                datasets,
                torch,
                new Devices(torch).choose(experiment.device(), trial -> said.accept(passedOver(trial))));
    }
}
