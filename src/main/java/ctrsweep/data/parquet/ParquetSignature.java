package ctrsweep.data.parquet;

import ctrsweep.data.DataException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// The bytes that Parquet files begin with.
public final class ParquetSignature {
    private static final String PLAIN = "PAR1";
    private static final String ENCRYPTED = "PARE";

    private ParquetSignature() {}

    /// Whether a file is to be read as Parquet. A file that cannot be read is not: whoever reads it as text says why.
    ///
    /// @throws DataException when it is called `.parquet` or is encrypted, and cannot be read as Parquet
    public static boolean begins(Path file) {
        String first;
        try (InputStream in = Files.newInputStream(file)) {
            first = new String(in.readNBytes(PLAIN.length()), StandardCharsets.ISO_8859_1);
        } catch (IOException _) {
            return false;
        }
        if (first.equals(ENCRYPTED)) {
            throw new DataException(
                    "%s: is an encrypted Parquet file, which cannot be read; write it without encryption"
                            .formatted(file));
        }
        boolean isParquet = first.equals(PLAIN);
        if (!isParquet && file.toString().endsWith(".parquet")) {
            throw new DataException("%s: is not a Parquet file: it does not begin with PAR1%s"
                    .formatted(file, first.isEmpty() ? "; it is empty" : ""));
        }
        return isParquet;
    }
}
