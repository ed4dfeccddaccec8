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

/// A CSV file (RFC 4180, UTF-8, `\n` after each line) written record by record, whole or not at all.
public final class CsvFile {
    private CsvFile() {}

    /// @param content is given what takes the records, in their order
    /// @throws UncheckedIOException with a message for a person
    public static void write(Path file, Consumer<Consumer<List<String>>> content) {
        WholeFile.write(file, out -> {
            try {
                write(out, content);
            } catch (UncheckedIOException e) {
                throw new IOException(Objects.requireNonNull(e.getCause()));
            }
        });
    }

    /// The same into a stream, record by record: what stands before a problem has been written.
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

    /// A number as text with every digit that it takes to read it back.
    public static String number(double number) {
        return Double.isFinite(number) ? Numbers.exact(number) : new Cell.NotFinite(number).toString();
    }
}
