package ctrsweep.train;

import ctrsweep.files.FileProblem;
import ctrsweep.sweep.UnwritableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The checkpoints in a trial's folder, one for each of the last epochs.
///
/// @param trial what must be the same for a checkpoint to be one of this trial
/// @param kept how many of the newest stay
record Checkpoints(Path folder, String trial, int kept) {
    /// Matches a file that was cut short while it was written, too.
    private static final Pattern NAME = Pattern.compile("checkpoint-(\\d{1,9})\\.bin(-.*\\.part)?");

    private record Found(int epoch, boolean whole, Path file) {}

    /// The newest that can be used. What is damaged, or of another config, data set, model, engine or device,
    /// is passed over.
    Optional<Checkpoint> newest() {
        return find(folder).stream()
                .filter(Found::whole)
                .sorted(Comparator.comparingInt(Found::epoch).reversed())
                .flatMap(found -> read(found.file).stream())
                .findFirst();
    }

    private Optional<Checkpoint> read(Path file) {
        try {
            return Optional.of(CheckpointFile.read(file, trial));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    void add(Checkpoint checkpoint) {
        Path file = folder.resolve(String.format(Locale.ROOT, "checkpoint-%04d.bin", checkpoint.epoch()));
        try {
            Files.createDirectories(folder);
            CheckpointFile.write(file, trial, checkpoint);
        } catch (IOException e) {
            throw new UnwritableException(file + " cannot be written: " + FileProblem.of(e), e);
        }
    }

    /// Deletes all but the newest. Whatever bears a later number was passed over, and is of no use.
    ///
    /// @param last epoch that there is a checkpoint of
    void thinOut(int last) {
        delete(folder, found -> !found.whole || found.epoch <= last - kept || found.epoch > last);
    }

    /// Deletes all.
    static void clear(Path folder) {
        delete(folder, _ -> true);
    }

    private static void delete(Path folder, Predicate<Found> which) {
        for (Found found : find(folder)) {
            if (which.test(found)) {
                delete(found.file);
            }
        }
    }

    /// A file that cannot be deleted is in nobody's way.
    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            return;
        }
    }

    private static List<Found> find(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.flatMap(file -> found(file).stream()).toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static Optional<Found> found(Path file) {
        Matcher name = NAME.matcher(file.getFileName().toString());
        return name.matches()
                ? Optional.of(new Found(Integer.parseInt(name.group(1)), name.group(2) == null, file))
                : Optional.empty();
    }
}
