package ctrsweep.cli;

import ctrsweep.config.Experiment;
import ctrsweep.config.ExperimentReader;
import ctrsweep.data.Dataset;
import ctrsweep.train.TrainedModel;
import java.util.List;
import java.util.Optional;

/// A trial's data and its best weights, on a device again.
record TrainedTrial(Dataset dataset, TrainedModel model) implements AutoCloseable {

    /// @param device instead of the config's
    static TrainedTrial open(Surroundings surroundings, RecordedTrial recorded, Optional<String> device) {
        byte[] weights = recorded.weights(surroundings.home());
        Experiment experiment = device.map(
                        name -> ExperimentReader.changed(recorded.experiment(), List.of("device=" + name)))
                .orElse(recorded.experiment());
        Equipment equipment = Equipment.ready(surroundings, experiment);
        Dataset dataset = equipment.datasets().apply(experiment);
        recorded.require(dataset.fingerprint());
        try {
            return new TrainedTrial(
                    dataset,
                    TrainedModel.open(equipment.torch(), equipment.device(), experiment, dataset.schema(), weights));
        } catch (IllegalArgumentException other) {
            throw new CommandFailure(
                    "the weights of %s are not those of its model: %s".formatted(recorded, other.getMessage()));
        }
    }

    @Override
    public void close() {
        model.close();
    }
}
