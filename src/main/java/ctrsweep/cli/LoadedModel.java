package ctrsweep.cli;

import ctrsweep.cli.launch.RecordedFile;
import ctrsweep.cli.launch.TrainingResources;
import ctrsweep.cli.text.CommandFailure;
import ctrsweep.cli.text.ConsoleEnvironment;
import ctrsweep.config.ExperimentReader;
import ctrsweep.data.DataException;
import ctrsweep.data.Dataset;
import ctrsweep.data.Datasets;
import ctrsweep.data.RawRow;
import ctrsweep.data.RowEncoder;
import ctrsweep.data.Schema;
import ctrsweep.settings.DataSettings;
import ctrsweep.settings.Experiment;
import ctrsweep.train.TrainedModel;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A run's best weights on a device, and what encodes rows for them.
record LoadedModel<E extends RowEncoder>(Experiment experiment, E encoder, TrainedModel model)
        implements AutoCloseable {

    /// A model for further rows, encoded by the encoders that were kept with the weights, or else by the data set.
    ///
    /// @param device replaces the config's device
    static LoadedModel<RowEncoder> forRows(
            ConsoleEnvironment console, TrainedWeights recorded, Optional<String> device) {
        byte[] weights = recorded.bytes();
        Experiment experiment = on(recorded, device);
        RowEncoder encoder = recorded.openEncoders().orElseGet(() -> dataInstead(console, recorded, experiment));
        return new LoadedModel<>(experiment, encoder, model(console, recorded, experiment, encoder.schema(), weights));
    }

    /// A model with the data set that it was trained on.
    ///
    /// @param device replaces the config's device
    static LoadedModel<Dataset> withData(ConsoleEnvironment console, TrainedWeights recorded, Optional<String> device) {
        byte[] weights = recorded.bytes();
        Experiment experiment = on(recorded, device);
        Dataset dataset = data(console, recorded, experiment);
        return new LoadedModel<>(experiment, dataset, model(console, recorded, experiment, dataset.schema(), weights));
    }

    private static Experiment on(TrainedWeights recorded, Optional<String> device) {
        return device.map(name -> ExperimentReader.changed(recorded.experiment(), List.of("device=" + name)))
                .orElse(recorded.experiment());
    }

    /// The data set encodes as the kept encoders did, as long as it is the same.
    private static Dataset dataInstead(ConsoleEnvironment console, TrainedWeights recorded, Experiment experiment) {
        if (recorded.encoders().isEmpty()) {
            return data(console, recorded, experiment);
        }
        RecordedFile gone = recorded.encoders().get().file();
        try {
            Dataset dataset = data(console, recorded, experiment);
            console.err().println(gone + ": no such file; the data set encodes the rows instead");
            return dataset;
        } catch (DataException | CommandFailure e) {
            throw new CommandFailure("%s: no such file; without these encoders the data set is needed: %s"
                    .formatted(gone, e.getMessage()));
        }
    }

    private static Dataset data(ConsoleEnvironment console, TrainedWeights recorded, Experiment experiment) {
        Dataset dataset = Datasets.load(experiment.data(), experiment.seed(), console.places(), console.err()::println);
        recorded.require(dataset.fingerprint());
        return dataset;
    }

    private static TrainedModel model(
            ConsoleEnvironment console, TrainedWeights recorded, Experiment experiment, Schema schema, byte[] weights) {
        TrainingResources.Engine engine = TrainingResources.engine(experiment.device(), console.err()::println);
        try {
            return TrainedModel.open(engine.torch(), engine.device(), experiment, schema, weights);
        } catch (IllegalArgumentException other) {
            throw new CommandFailure(
                    "the weights of %s are not those of its model: %s".formatted(recorded.run(), other.getMessage()));
        }
    }

    /// The predictions of rows, in the order given: probabilities, or values on the label's own scale.
    double[] predict(List<RawRow> rows) {
        double[] predictions = model.predict(encoder.encode(rows));
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
