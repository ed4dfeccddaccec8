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

    /// @param said told what takes long, as a download
    static Equipment ready(Surroundings surroundings, Experiment experiment, Consumer<String> said) {
        SharedData datasets =
                new SharedData(wanted -> Datasets.load(wanted.data(), wanted.seed(), surroundings.places(), said));
        datasets.apply(experiment);
        Torch torch = Torch.start();
        try {
            return new Equipment(datasets, torch, new Devices(torch).choose(experiment.device()));
        } catch (IllegalStateException unusable) {
            throw new CommandFailure(String.valueOf(unusable.getMessage()));
        }
    }
}
