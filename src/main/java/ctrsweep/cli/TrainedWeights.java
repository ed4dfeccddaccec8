package ctrsweep.cli;

import ctrsweep.cli.launch.RecordedFile;
import ctrsweep.cli.launch.TrainedRun;
import ctrsweep.cli.text.CommandFailure;
import ctrsweep.cli.text.ImportedFile;
import ctrsweep.cli.text.Phrases;
import ctrsweep.cli.text.ResultsFile;
import ctrsweep.config.ConfigTree;
import ctrsweep.data.Datasets;
import ctrsweep.data.RowEncoder;
import ctrsweep.files.FileProblem;
import ctrsweep.files.Sha256;
import ctrsweep.metric.Metric;
import ctrsweep.settings.Experiment;
import ctrsweep.settings.InvalidSetting;
import ctrsweep.settings.ProgramConfig;
import ctrsweep.sweep.ImportedRun;
import ctrsweep.sweep.Outcome;
import ctrsweep.sweep.Owner;
import ctrsweep.sweep.Results;
import ctrsweep.sweep.SweepSummary;
import ctrsweep.sweep.TrialDetails;
import ctrsweep.sweep.TrialState;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;

/// The best weights of a completed run, and what was recorded of it: a trial of the database, or a folder of `train`.
///
/// @param run what messages call it
/// @param file of the weights, which may have changed since
/// @param encoders of its data; empty where the settings alone say how rows are encoded, and of earlier versions
record TrainedWeights(
        String run,
        Experiment experiment,
        Map<Metric, Double> metrics,
        Map<String, String> provenance,
        RecordedFile file,
        String sha256,
        Optional<EncodersFile> encoders) {

    /// The fact of a run that says which rows trained it; runs without it trained on the training rows.
    static final String ROWS = "rows";

    /// Training and validation rows.
    static final String ALL = "train and validation";

    boolean trainedOnValidation() {
        return ALL.equals(provenance.get(ROWS));
    }

    /// A file of fitted encoders, which may have changed since.
    record EncodersFile(RecordedFile file, String sha256) {}

    /// @param home the folder that recorded paths are relative to
    /// @throws CommandFailure when the trial is not completed
    static TrainedWeights ofTrial(Results results, String name, TrialArgument trial, Path home) {
        SweepSummary sweep = results.sweep(name);
        long number = trial.number(results, sweep);
        TrialDetails details = results.trial(sweep, number);
        String run = "trial %d of sweep %s".formatted(number, name);
        TrialState state = details.trial().state();
        if (state != TrialState.COMPLETED) {
            throw new CommandFailure("%s is %s; only completed trials have weights".formatted(run, Phrases.of(state)));
        }
        return switch (results.config(sweep, details.trial())) {
            case Experiment experiment -> {
                Outcome.Artifact weights = Outcome.Artifact.find(details.artifacts(), Outcome.Artifact.WEIGHTS)
                        .orElseThrow(() -> new CommandFailure(withoutWeights(run, name, number, details)));
                yield new TrainedWeights(
                        run,
                        experiment,
                        details.trial().metrics(),
                        details.provenance(),
                        new RecordedFile(weights.path(), home),
                        weights.sha256(),
                        Outcome.Artifact.find(details.artifacts(), Outcome.Artifact.ENCODERS)
                                .map(file -> new EncodersFile(new RecordedFile(file.path(), home), file.sha256())));
            }
            case ProgramConfig _ -> throw new CommandFailure(run + " was a program's run: what it left is its own");
        };
    }

    private static String withoutWeights(String run, String sweep, long number, TrialDetails details) {
        return details.provenance().containsKey("source")
                ? run + " was imported without weights"
                : "the weights of %1$s were not kept (outputs.keep of its spec); to train it again: ./sweep show %2$s %3$d --config > trial.yaml && ./sweep train trial.yaml"
                        .formatted(run, sweep, number);
    }

    /// The folder may have been moved since it was written.
    ///
    /// @param zone of times in results.json
    /// @throws CommandFailure when `train` did not write it
    static TrainedWeights ofFolder(Path folder, ZoneId zone) {
        Path results = folder.resolve(ResultsFile.NAME);
        ImportedRun read = ImportedFile.read(results, zone);
        Outcome.Artifact weights = Outcome.Artifact.find(read.artifacts(), Outcome.Artifact.WEIGHTS)
                .orElseThrow(() -> new CommandFailure(
                        "%s names no weights: it was not written by ./sweep train".formatted(results)));
        try {
            return new TrainedWeights(
                    "the run in " + folder,
                    ConfigTree.experiment(read.config()),
                    read.metrics(),
                    read.provenance(),
                    new RecordedFile(TrainedRun.WEIGHTS, folder),
                    weights.sha256(),
                    Outcome.Artifact.find(read.artifacts(), Outcome.Artifact.ENCODERS)
                            .map(file -> new EncodersFile(
                                    new RecordedFile(
                                            String.valueOf(Path.of(file.path()).getFileName()), folder),
                                    file.sha256())));
        } catch (InvalidSetting e) {
            throw new CommandFailure("%s: config.%s".formatted(results, e.getMessage()));
        }
    }

    /// The bytes of the weights, checked to be those that training wrote.
    ///
    /// @throws CommandFailure when the file is missing or has changed
    byte[] bytes() {
        byte[] bytes = read();
        require(file, Sha256.of(bytes), sha256);
        return bytes;
    }

    private byte[] read() {
        try {
            return file.bytes();
        } catch (NoSuchFileException e) {
            throw new CommandFailure(
                    "%s: no such file; %s wrote its weights there%s".formatted(file, run, onOtherHost(file)));
        } catch (IOException e) {
            throw new CommandFailure("%s cannot be read: %s".formatted(file, FileProblem.of(e)));
        }
    }

    private void require(RecordedFile changed, String digest, String recorded) {
        if (!digest.equals(recorded)) {
            throw new CommandFailure("%s was changed since %s wrote it%s: its sha256 is %s, recorded is %s"
                    .formatted(changed, run, onOtherHost(changed), digest, recorded));
        }
    }

    /// The encoders of its data, checked to be those that training wrote; empty where none were kept or their file is
    /// gone.
    ///
    /// @throws CommandFailure when the file has changed
    Optional<RowEncoder> openEncoders() {
        return encoders.flatMap(kept -> {
            try {
                Path local = kept.file.local();
                require(kept.file, Sha256.of(local), kept.sha256);
                return Optional.of(Datasets.encoders(experiment.data(), local));
            } catch (NoSuchFileException e) {
                return Optional.empty();
            } catch (IOException e) {
                throw new CommandFailure("%s cannot be read: %s".formatted(kept.file, FileProblem.of(e)));
            }
        });
    }

    private String onOtherHost(RecordedFile file) {
        return Optional.ofNullable(provenance.get("host"))
                .filter(host -> !file.isRemote() && !host.equals(Owner.self().host()))
                .map(host -> ", on host " + host)
                .orElse("");
    }

    /// @throws CommandFailure when the data has changed since the run was trained
    void require(String fingerprint) {
        String trained = provenance.getOrDefault("data", fingerprint);
        if (!trained.equals(fingerprint)) {
            throw new CommandFailure("the data has changed since %s was trained: its fingerprint is %s, recorded is %s"
                    .formatted(run, fingerprint, trained));
        }
    }
}
