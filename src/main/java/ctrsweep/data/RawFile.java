package ctrsweep.data;

import ctrsweep.data.text.ParquetSignature;
import ctrsweep.text.NearestName;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A file of rows to be predicted, read a few rows at a time: CSV with a header (RFC 4180, UTF-8, gzip is
/// unpacked), or Parquet.
public abstract sealed class RawFile implements AutoCloseable permits RawCsvFile, RawParquetFile {

    /// @param separators by column: between the values of a list in a Parquet file; lists in other columns are left
    ///     out
    /// @throws DataException if it cannot be read, or has no header
    public static RawFile open(Path file, Map<String, Set<String>> separators) {
        return ParquetSignature.begins(file) ? RawParquetFile.ofFile(file, separators) : RawCsvFile.ofFile(file);
    }

    /// Reads a stream of CSV, such as standard input.
    ///
    /// @param name for messages
    /// @throws DataException if it cannot be read, or has no header
    public static RawFile read(InputStream in, String name) {
        return RawCsvFile.ofStream(in, name);
    }

    /// The name that messages use.
    public abstract String name();

    /// Where the columns are named, for messages.
    public abstract String headerPlace();

    /// Names of the columns, each once.
    public abstract List<String> header();

    /// The next rows; none at the end.
    ///
    /// @throws DataException if a row cannot be read
    public abstract List<RawRow> next(int most);

    @Override
    public abstract void close();

    /// @throws DataException for the first that the header lacks; names the nearest there is
    public void require(List<String> columns) {
        for (String column : columns) {
            if (!header().contains(column)) {
                throw new DataException("%s: has no column %s%s; needed: %s"
                        .formatted(
                                headerPlace(), column, NearestName.hint(column, header()), String.join(", ", columns)));
            }
        }
    }
}
