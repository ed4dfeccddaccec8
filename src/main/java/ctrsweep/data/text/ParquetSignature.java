package ctrsweep.data.text;

import ctrsweep.data.DataException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// The bytes that Parquet files begin with.
public final class ParquetSignature {
    private ParquetSignature() {}

    /// Whether a file is to be read as Parquet. A file that cannot be read is not: whoever reads it as text says why.
    ///
    /// @throws DataException when it is called `.parquet` or is encrypted, and cannot be read as Parquet
    public static boolean begins(Path file) {
        byte[] first;
        try (InputStream in = Files.newInputStream(file)) {
            first = in.readNBytes(FileKind.FIRST);
        } catch (IOException _) {
            return false;
        }
        FileKind kind = FileKind.of(first);
        if (kind == FileKind.ENCRYPTED_PARQUET) {
            throw new DataException("%s: is %s; %s".formatted(file, kind.words(), kind.cure()));
        }
        if (kind != FileKind.PARQUET && file.toString().endsWith(".parquet")) {
            throw new DataException("%s: is not a Parquet file: it %s"
                    .formatted(file, first.length == 0 ? "is empty" : "does not begin with PAR1"));
        }
        return kind == FileKind.PARQUET;
    }
}
