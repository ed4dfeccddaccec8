package ctrsweep.data.text;

import ctrsweep.data.DataException;
import ctrsweep.files.FileProblem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.NoSuchFileException;
import java.util.Objects;
import java.util.zip.ZipException;

/// A text that is read, with the words for what can go wrong.
///
/// @param name for messages
/// @param missing advice where there is no such file
/// @param quotes advice where quotes do not allow a record to be read
public record TextSource(String name, String missing, String quotes) {

    public interface Reading<T> {
        T read() throws IOException;
    }

    /// @throws DataException if the text cannot be read
    public <T> T read(Reading<T> reading) {
        try {
            return reading.read();
        } catch (NoSuchFileException e) {
            throw new DataException("%s: no such file%s".formatted(name, missing), e);
        } catch (IOException e) {
            throw unreadable(e);
        } catch (UncheckedIOException e) {
            throw unreadable(Objects.requireNonNull(e.getCause()));
        } catch (UnreadableRecord e) {
            throw new DataException("%s:%d: %s".formatted(name, e.line(), e.words(quotes)), e);
        }
    }

    private DataException unreadable(IOException e) {
        String what =
                switch (e) {
                    case ZipException _ -> "is not a gzip file: " + e.getMessage();
                    case CharacterCodingException _ -> "is not UTF-8 text";
                    default -> "cannot be read: " + FileProblem.of(e);
                };
        return new DataException("%s: %s".formatted(name, what), e);
    }
}
