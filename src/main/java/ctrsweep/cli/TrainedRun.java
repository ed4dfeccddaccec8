package ctrsweep.cli;

import ctrsweep.config.Experiment;
import ctrsweep.config.Reason;
import ctrsweep.data.Dataset;
import ctrsweep.report.WholeFile;
import ctrsweep.sweep.EpochReport;
import ctrsweep.sweep.Outcome;
import ctrsweep.train.TrainedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What `train` came to, and keeps beside the weights.
record TrainedRun(
        String name, Path folder, Experiment experiment, Outcome.Completed outcome, List<EpochReport> epochs) {
    static final String WEIGHTS = "best.safetensors";
    static final String ARCHIVE = "model.pt";

    /// Rows kept in the archive, to check it by.
    private static final int EXAMPLES = 64;

    /// results.json comes last: where it is, the others are.
    void keep(Equipment equipment) {
        Dataset dataset = equipment.datasets().apply(experiment);
        try (TrainedModel model =
                TrainedModel.open(equipment.torch(), equipment.device(), experiment, dataset.schema(), weights())) {
            byte[] archive = model.archive(dataset.validation().first(EXAMPLES));
            WholeFile.write(folder.resolve(ARCHIVE), out -> out.write(archive));
        }
        WholeFile.write(folder.resolve(ResultsFile.NAME), ResultsFile.text(name, experiment, outcome, epochs));
    }

    private byte[] weights() {
        try {
            return Files.readAllBytes(folder.resolve(WEIGHTS));
        } catch (IOException e) {
            throw new CommandFailure("%s cannot be read: %s".formatted(folder.resolve(WEIGHTS), Reason.of(e)));
        }
    }
}
