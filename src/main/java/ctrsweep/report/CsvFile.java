package ctrsweep.report;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/// Writes a CSV file (RFC 4180, UTF-8, `\n` after each line) record by record and atomically.
public final class CsvFile {
    private CsvFile() {}

    /// @param content receives a consumer of records
    /// @throws UncheckedIOException with a message for the user
    public static void write(Path file, Consumer<Consumer<List<String>>> content) {
        AtomicFile.write(file, out -> {
            try {
                write(out, content);
            } catch (UncheckedIOException e) {
                throw new IOException(Objects.requireNonNull(e.getCause()));
            }
        });
    }

    /// Writes to a stream; records before a failure have been written.
    ///
    /// @param out not closed
    public static void write(OutputStream out, Consumer<Consumer<List<String>>> content) {
        CsvWriter csv = CsvWriter.builder()
                .lineDelimiter(LineDelimiter.LF)
                .build(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        content.accept(csv::writeRecord);
        try {
            csv.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A number with all digits that are needed to read it back.
    public static String number(double number) {
        return Double.isFinite(number) ? NumberText.exact(number) : new Cell.NotFinite(number).toString();
    }
}
