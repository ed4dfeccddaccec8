package ctrsweep.cli.launch;

import ctrsweep.cli.text.CommandFailure;
import ctrsweep.cli.text.ResultsFile;
import ctrsweep.data.Dataset;
import ctrsweep.data.Examples;
import ctrsweep.files.FileProblem;
import ctrsweep.report.AtomicFile;
import ctrsweep.settings.Experiment;
import ctrsweep.sweep.EpochReport;
import ctrsweep.sweep.Outcome;
import ctrsweep.train.TrainedModel;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/// The result of `train`, and the files it writes.
///
/// @param ended when the training ended
public record TrainedRun(
        String name,
        Path folder,
        Experiment experiment,
        Outcome.Completed outcome,
        List<EpochReport> epochs,
        Instant ended) {
    public static final String WEIGHTS = "best.safetensors";
    public static final String ARCHIVE = "model.pt";

    /// Rows in the TorchScript archive, for checking its predictions.
    private static final int EXAMPLES = 64;

    /// results.json is written last: if it exists, so do the other files.
    public void keep(TrainingResources resources) {
        byte[] archive = archive(resources, experiment, weights());
        AtomicFile.write(folder.resolve(ARCHIVE), out -> out.write(archive));
        AtomicFile.write(folder.resolve(ResultsFile.NAME), ResultsFile.text(name, experiment, outcome, epochs, ended));
        removeFormerEncoders();
    }

    /// An earlier run in this folder may have had other data.
    private void removeFormerEncoders() {
        List<String> kept = outcome.artifacts().stream()
                .map(file -> String.valueOf(Path.of(file.path()).getFileName()))
                .toList();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, "encoders-????????????????.columns")) {
            for (Path file : all) {
                if (!kept.contains(String.valueOf(file.getFileName()))) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            throw new CommandFailure("%s cannot be read: %s".formatted(folder, FileProblem.of(e)));
        }
    }

    /// The TorchScript archive of a config's model with these weights.
    static byte[] archive(TrainingResources resources, Experiment experiment, byte[] weights) {
        Dataset dataset = resources.datasets().apply(experiment);
        try (TrainedModel model =
                TrainedModel.open(resources.torch(), resources.device(), experiment, dataset.schema(), weights)) {
            Examples held = dataset.validation();
            Examples examples = held.size() > 0 ? held : dataset.train(experiment.seed(), 1);
            return model.archive(examples.first(EXAMPLES));
        }
    }

    private byte[] weights() {
        try {
            return Files.readAllBytes(folder.resolve(WEIGHTS));
        } catch (IOException e) {
            throw new CommandFailure("%s cannot be read: %s".formatted(folder.resolve(WEIGHTS), FileProblem.of(e)));
        }
    }
}
