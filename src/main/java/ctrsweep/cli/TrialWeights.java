package ctrsweep.cli;

import ctrsweep.cli.text.CommandFailure;
import ctrsweep.cli.text.Phrases;
import ctrsweep.files.FileProblem;
import ctrsweep.files.Sha256;
import ctrsweep.settings.Experiment;
import ctrsweep.settings.ProgramConfig;
import ctrsweep.sweep.Outcome;
import ctrsweep.sweep.Results;
import ctrsweep.sweep.SweepSummary;
import ctrsweep.sweep.TrialDetails;
import ctrsweep.sweep.TrialState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// A completed trial, as recorded in the database.
record TrialWeights(SweepSummary sweep, TrialDetails details, Experiment experiment) {

    /// @throws CommandFailure when it is not completed
    static TrialWeights of(Results results, String name, TrialArgument trial) {
        SweepSummary sweep = results.sweep(name);
        long number = trial.number(results, sweep);
        TrialDetails details = results.trial(sweep, number);
        TrialState state = details.trial().state();
        if (state != TrialState.COMPLETED) {
            throw new CommandFailure("trial %d of sweep %s is %s; only completed trials have weights"
                    .formatted(number, name, Phrases.of(state)));
        }
        return switch (results.config(sweep, details.trial())) {
            case Experiment experiment -> new TrialWeights(sweep, details, experiment);
            case ProgramConfig _ ->
                throw new CommandFailure(
                        "trial %d of sweep %s was a program's run: what it left is its own".formatted(number, name));
        };
    }

    /// The file of the best weights, checked to be the one that training wrote.
    ///
    /// @param home the folder that recorded paths are relative to
    /// @throws CommandFailure when the file is missing or has changed
    byte[] weights(Path home) {
        Outcome.Artifact recorded = details.artifacts().stream()
                .filter(artifact -> artifact.kind().equals("weights"))
                .findFirst()
                .orElseThrow(() -> new CommandFailure(this + " has no weights in the database"));
        Path file = home.resolve(recorded.path());
        byte[] bytes = read(file);
        String digest = Sha256.of(bytes);
        if (!digest.equals(recorded.sha256())) {
            throw new CommandFailure("%s was changed since %s wrote it: its sha256 is %s, recorded is %s"
                    .formatted(file, this, digest, recorded.sha256()));
        }
        return bytes;
    }

    private byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new CommandFailure("%s: no such file; %s wrote its weights there".formatted(file, this));
        } catch (IOException e) {
            throw new CommandFailure("%s cannot be read: %s".formatted(file, FileProblem.of(e)));
        }
    }

    /// @throws CommandFailure when the data has changed since the trial was trained
    void require(String fingerprint) {
        String trained = details.provenance().getOrDefault("data", fingerprint);
        if (!trained.equals(fingerprint)) {
            throw new CommandFailure("the data has changed since %s was trained: its fingerprint is %s, recorded is %s"
                    .formatted(this, fingerprint, trained));
        }
    }

    @Override
    public String toString() {
        return "trial %d of sweep %s".formatted(details.trial().number(), sweep.name());
    }
}
