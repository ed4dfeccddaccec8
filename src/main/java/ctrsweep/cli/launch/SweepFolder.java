package ctrsweep.cli.launch;

import ctrsweep.files.FileProblem;
import ctrsweep.files.FileTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// A sweep's folder below `outputs/`: a folder for each trial, and the log of each launch.
///
/// @param home the path is shown relative to this folder
public record SweepFolder(Path path, Path home) {
    /// The file that names the owner: the id of the database, and the sweep's name.
    static final String OWNER = ".database";

    public boolean exists() {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    }

    /// Returns whether it contains only files that sweeps write: it is then neither a folder of `train` nor a
    /// user's own.
    public boolean isOfASweep() {
        if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        try (Stream<Path> entries = Files.list(path)) {
            return entries.map(entry -> String.valueOf(entry.getFileName()))
                    .allMatch(
                            name -> name.matches(
                                    "\\.database.*|trial-\\d{4,}|encoders-[0-9a-f]{16}\\.columns.*|launch-.*\\.log|report\\.html|(curve|history|importance|slice-.*)\\.png"));
        } catch (IOException e) {
            throw failed("read", e);
        }
    }

    boolean hasTrials() {
        if (!Files.isDirectory(path)) {
            return false;
        }
        try (Stream<Path> entries = Files.list(path)) {
            return entries.anyMatch(entry -> Files.isDirectory(entry)
                    && String.valueOf(entry.getFileName()).matches("trial-\\d{4,}"));
        } catch (IOException e) {
            throw failed("read", e);
        }
    }

    /// Returns whether its trials' folders contain only checkpoints.
    boolean holdsOnlyCheckpoints() {
        try (Stream<Path> entries = Files.walk(path)) {
            return entries.filter(entry -> !Files.isDirectory(entry) && !path.equals(entry.getParent()))
                    .allMatch(entry -> String.valueOf(entry.getFileName()).startsWith("checkpoint-"));
        } catch (IOException e) {
            throw failed("read", e);
        }
    }

    /// `outputs/name with 25 files (3.1 MB)`.
    public String inWords() {
        try (Stream<Path> entries = Files.walk(path)) {
            long[] sizes = entries.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith(OWNER))
                    .mapToLong(file -> file.toFile().length())
                    .toArray();
            double megabytes = LongStream.of(sizes).sum() / 1e6;
            return String.format(Locale.ROOT, "%s with %d files (%.1f MB)", this, sizes.length, megabytes);
        } catch (IOException e) {
            throw failed("read", e);
        }
    }

    public void delete() {
        try {
            FileTree.delete(path);
        } catch (IOException e) {
            throw failed("deleted", e);
        }
    }

    /// Moves the folder in one atomic step.
    public void moveTo(SweepFolder target) {
        try {
            Files.move(path, target.path, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw failed("moved to " + target, e);
        }
    }

    private UncheckedIOException failed(String what, IOException problem) {
        return new UncheckedIOException("%s cannot be %s: %s".formatted(this, what, FileProblem.of(problem)), problem);
    }

    @Override
    public String toString() {
        Path whole = path.toAbsolutePath().normalize();
        Path root = home.toAbsolutePath().normalize();
        return (whole.startsWith(root) ? root.relativize(whole) : whole).toString();
    }
}
