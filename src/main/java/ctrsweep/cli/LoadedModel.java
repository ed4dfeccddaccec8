package ctrsweep.cli;

import ctrsweep.cli.launch.TrainingResources;
import ctrsweep.cli.text.CommandFailure;
import ctrsweep.cli.text.ConsoleEnvironment;
import ctrsweep.config.ExperimentReader;
import ctrsweep.data.Dataset;
import ctrsweep.data.RawRow;
import ctrsweep.settings.DataSettings;
import ctrsweep.settings.Experiment;
import ctrsweep.train.TrainedModel;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A run's data, and its best weights on a device.
record LoadedModel(Experiment experiment, Dataset dataset, TrainedModel model) implements AutoCloseable {

    /// @param device replaces the config's device
    static LoadedModel open(ConsoleEnvironment console, TrainedWeights recorded, Optional<String> device) {
        byte[] weights = recorded.bytes();
        Experiment experiment = device.map(
                        name -> ExperimentReader.changed(recorded.experiment(), List.of("device=" + name)))
                .orElse(recorded.experiment());
        TrainingResources resources = TrainingResources.ready(console, experiment);
        Dataset dataset = resources.datasets().apply(experiment);
        recorded.require(dataset.fingerprint());
        try {
            return new LoadedModel(
                    experiment,
                    dataset,
                    TrainedModel.open(resources.torch(), resources.device(), experiment, dataset.schema(), weights));
        } catch (IllegalArgumentException other) {
            throw new CommandFailure(
                    "the weights of %s are not those of its model: %s".formatted(recorded.run(), other.getMessage()));
        }
    }

    /// The predictions of rows, in the order given: probabilities, or values on the label's own scale.
    double[] predict(List<RawRow> rows) {
        double[] predictions = model.predict(dataset.encode(rows));
        DataSettings data = experiment.data();
        return data.datasetName() == DataSettings.DatasetName.TABLE
                ? Arrays.stream(predictions).map(data.table()::onLabelScale).toArray()
                : predictions;
    }

    @Override
    public void close() {
        model.close();
    }
}
