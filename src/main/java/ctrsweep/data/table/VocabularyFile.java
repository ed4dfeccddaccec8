package ctrsweep.data.table;

import ctrsweep.data.DataException;
import ctrsweep.files.FileProblem;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// A value on each line.
final class VocabularyFile {
    private VocabularyFile() {}

    /// @throws DataException when it cannot be read, is empty, or has a value twice
    static List<String> read(Path file, Charset charset) {
        List<String> lines;
        try {
            lines = Files.readAllLines(file, charset);
        } catch (NoSuchFileException e) {
            throw new DataException("%s: no such file; a vocabulary has a value on each line".formatted(file), e);
        } catch (IOException e) {
            throw new DataException("%s: cannot be read as %s: %s".formatted(file, charset, FileProblem.of(e)), e);
        }
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < lines.size(); i++) {
            if (!seen.add(lines.get(i))) {
                throw new DataException("%s:%d: %s is there twice".formatted(file, i + 1, lines.get(i)));
            }
        }
        if (lines.isEmpty()) {
            throw new DataException("%s: is empty; a vocabulary has a value on each line".formatted(file));
        }
        return lines;
    }
}
