package ctrsweep.cli.launch;

import ctrsweep.config.KeptWeights;
import ctrsweep.config.SweepSpec;
import ctrsweep.files.FileProblem;
import ctrsweep.files.OutputsUri;
import ctrsweep.files.RemoteFolder;
import ctrsweep.files.Sha256;
import ctrsweep.report.AtomicFile;
import ctrsweep.settings.Experiment;
import ctrsweep.store.Database;
import ctrsweep.store.DatabaseResults;
import ctrsweep.store.RecordedFiles;
import ctrsweep.store.RecordedFiles.TrialFile;
import ctrsweep.sweep.Outcome;
import ctrsweep.sweep.Point;
import ctrsweep.sweep.SweepSummary;
import ctrsweep.sweep.Trial;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// Applies `outputs.keep` after a launch: removes the weights that the spec does not keep, and writes `model.pt`
/// beside those of the best trial. Only files in the sweep's own folder are removed.
record KeptOutputs(
        SweepSpec spec,
        Database database,
        SweepFiles files,
        Path home,
        TrainingResources resources,
        LaunchReporter reporter) {

    void apply() {
        RecordedFiles recorded = new RecordedFiles(database, spec.name());
        List<TrialFile> removed =
                recorded.remove(this::isUnwanted, file -> delete(file.artifact().path()));
        if (!removed.isEmpty()) {
            reporter.note(String.format(
                    Locale.ROOT,
                    "outputs.keep is %s: removed %d files of %d trials (%.1f MB)",
                    spec.keep().name().toLowerCase(Locale.ROOT),
                    removed.size(),
                    removed.stream().map(TrialFile::number).distinct().count(),
                    removed.stream().mapToLong(file -> file.artifact().bytes()).sum() / 1e6));
        }
        if (spec.keep() != KeptWeights.NONE) {
            archiveBest(recorded);
        }
    }

    private boolean isUnwanted(List<Point> best, TrialFile file) {
        return isInFolder(file.artifact())
                && switch (spec.keep()) {
                    case NONE -> true;
                    case BEST -> !best.isEmpty() && !isKept(best, file);
                    case ALL -> !best.isEmpty() && isArchive(file) && !isKept(best, file);
                };
    }

    /// Keeps all weights of the best points, and the archive of the first trial of the first one.
    private static boolean isKept(List<Point> best, TrialFile file) {
        return isArchive(file)
                ? best.getFirst().first().number() == file.number()
                : best.stream()
                        .flatMap(point -> point.trials().stream())
                        .anyMatch(trial -> trial.number() == file.number());
    }

    private static boolean isArchive(TrialFile file) {
        return file.artifact().kind().equals(Outcome.Artifact.TORCHSCRIPT);
    }

    private boolean isInFolder(Outcome.Artifact artifact) {
        return files.remote()
                .map(remote -> remote.holds(artifact.path()))
                .orElseGet(() -> !OutputsUri.isOne(artifact.path())
                        && path(artifact.path())
                                .startsWith(
                                        files.local().path().toAbsolutePath().normalize()));
    }

    private Path path(String recorded) {
        return home.resolve(recorded).toAbsolutePath().normalize();
    }

    private String shown(String recorded) {
        return files.remote().isPresent() ? recorded : path(recorded).toString();
    }

    private void delete(String recorded) {
        try {
            if (files.remote().isPresent()) {
                RemoteFolder remote = files.remote().get();
                remote.delete(remote.name(recorded));
            } else {
                Files.deleteIfExists(path(recorded));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be deleted: %s".formatted(shown(recorded), FileProblem.of(e)), e);
        }
    }

    private byte[] read(String recorded) throws IOException {
        if (files.remote().isPresent()) {
            RemoteFolder remote = files.remote().get();
            return remote.bytes(remote.name(recorded));
        }
        return Files.readAllBytes(path(recorded));
    }

    private void write(String recorded, byte[] bytes) {
        if (files.remote().isEmpty()) {
            AtomicFile.write(path(recorded), out -> out.write(bytes));
            return;
        }
        RemoteFolder remote = files.remote().get();
        try {
            remote.write(remote.name(recorded), bytes);
            remote.requireSame(remote.name(recorded), Sha256.of(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be written: %s".formatted(shown(recorded), FileProblem.of(e)), e);
        }
    }

    private void archiveBest(RecordedFiles recorded) {
        DatabaseResults results = new DatabaseResults(database);
        SweepSummary sweep = results.sweep(spec.name());
        results.best(sweep, 1).stream().map(Point::first).findFirst().ifPresent(best -> {
            List<Outcome.Artifact> artifacts =
                    results.trial(sweep, best.number()).artifacts();
            if (results.config(sweep, best) instanceof Experiment experiment
                    && Outcome.Artifact.find(artifacts, Outcome.Artifact.TORCHSCRIPT)
                            .isEmpty()) {
                Outcome.Artifact.find(artifacts, Outcome.Artifact.WEIGHTS)
                        .filter(this::isInFolder)
                        .ifPresent(weights -> archive(recorded, best, experiment, weights));
            }
        });
    }

    /// Another process may have found a better trial, and removed these weights, in the meantime.
    private void archive(RecordedFiles recorded, Trial best, Experiment experiment, Outcome.Artifact weights) {
        byte[] bytes;
        try {
            bytes = read(weights.path());
        } catch (IOException e) {
            reporter.problem("no %s of trial %d: %s cannot be read: %s"
                    .formatted(TrainedRun.ARCHIVE, best.number(), shown(weights.path()), FileProblem.of(e)));
            return;
        }
        if (!Sha256.of(bytes).equals(weights.sha256())) {
            reporter.problem("no %s of trial %d: %s was changed since the trial wrote it"
                    .formatted(TrainedRun.ARCHIVE, best.number(), shown(weights.path())));
            return;
        }
        byte[] archive = TrainedRun.archive(resources, experiment, bytes);
        String name = weights.path().substring(0, weights.path().lastIndexOf('/') + 1) + TrainedRun.ARCHIVE;
        write(name, archive);
        Outcome.Artifact written =
                new Outcome.Artifact(Outcome.Artifact.TORCHSCRIPT, name, archive.length, Sha256.of(archive));
        if (recorded.add(best.number(), written)) {
            reporter.detail("wrote %s of the best trial, %d".formatted(shown(name), best.number()));
        } else {
            delete(name);
        }
    }
}
