package ctrsweep.report;

import ctrsweep.files.FileProblem;
import ctrsweep.files.PartFile;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// Writes one or several files atomically: the old content stays until the new one is complete. A link to a file stays
/// a link, and its target is written.
public final class AtomicFile {
    private AtomicFile() {}

    public interface Content {
        void to(OutputStream out) throws IOException;
    }

    /// Writes in UTF-8, and creates a missing folder.
    ///
    /// @throws UncheckedIOException with a message for the user
    public static void write(Path file, String text) {
        write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    /// If `content` throws, no partial file is left.
    public static void write(Path file, Content content) {
        SequencedMap<Path, Content> files = new LinkedHashMap<>();
        files.put(file, content);
        write(files);
    }

    /// Writes all files or none: no file is replaced before all are complete.
    public static void write(SequencedMap<Path, Content> files) {
        List<Part> parts = new ArrayList<>();
        try {
            files.forEach((file, content) -> parts.add(written(file, content)));
            parts.forEach(Part::move);
        } finally {
            parts.forEach(Part::remove);
        }
    }

    /// A complete file beside the one that it will replace.
    private record Part(Path file, Path target, Path beside) {
        void move() {
            try {
                Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException problem) {
                throw failed(file, problem);
            }
        }

        void remove() {
            try {
                Files.deleteIfExists(beside);
            } catch (IOException problem) {
                throw failed(file, problem);
            }
        }
    }

    private static Part written(Path file, Content content) {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw failed(file, new IOException("it is a folder or a device, not a file"));
        }
        if (Files.isSymbolicLink(file) && !Files.exists(file)) {
            throw failed(file, new IOException("it is a link that leads nowhere"));
        }
        try {
            Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
            Files.createDirectories(target.getParent());
            Path beside = PartFile.beside(target);
            boolean whole = false;
            try {
                try (OutputStream out = new BufferedOutputStream(
                        Files.newOutputStream(beside, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE))) {
                    content.to(out);
                }
                try (FileChannel written = FileChannel.open(beside, StandardOpenOption.WRITE)) {
                    written.force(true);
                }
                whole = true;
            } finally {
                if (!whole) {
                    Files.deleteIfExists(beside);
                }
            }
            return new Part(file, target, beside);
        } catch (IOException problem) {
            throw failed(file, problem);
        }
    }

    private static UncheckedIOException failed(Path file, IOException problem) {
        return new UncheckedIOException(file + " cannot be written: " + FileProblem.of(problem), problem);
    }
}
