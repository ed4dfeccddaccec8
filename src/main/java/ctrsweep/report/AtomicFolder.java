package ctrsweep.report;

import ctrsweep.files.FileProblem;
import ctrsweep.files.FileTree;
import ctrsweep.files.PartFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import java.util.stream.Stream;

/// Writes a folder atomically, as [AtomicFile] writes a file, but never replaces one that is not empty.
final class AtomicFolder {
    private AtomicFolder() {}

    interface Content {
        void into(Path folder) throws IOException;
    }

    /// @throws UncheckedIOException with a message for the user
    static void write(Path folder, Content content) {
        try {
            if (!isFree(folder)) {
                throw new DirectoryNotEmptyException(folder.toString());
            }
            Path target = folder.toAbsolutePath();
            Files.createDirectories(target.getParent());
            Path beside = PartFile.beside(target);
            try {
                Files.createDirectory(beside);
                content.into(beside);
                Files.move(beside, target, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                FileTree.delete(beside);
            }
        } catch (DirectoryNotEmptyException problem) {
            throw new UncheckedIOException(folder + " exists already; remove it or name another folder", problem);
        } catch (UncheckedIOException problem) {
            throw failed(folder, Objects.requireNonNull(problem.getCause()));
        } catch (IOException problem) {
            throw failed(folder, problem);
        }
    }

    private static UncheckedIOException failed(Path folder, IOException problem) {
        return new UncheckedIOException(folder + " cannot be written: " + FileProblem.of(problem), problem);
    }

    private static boolean isFree(Path folder) throws IOException {
        if (Files.notExists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return true;
        }
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.findAny().isEmpty();
        }
    }
}
