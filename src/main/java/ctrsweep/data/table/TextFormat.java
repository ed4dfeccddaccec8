package ctrsweep.data.table;

import ctrsweep.config.Reason;
import ctrsweep.data.DataException;
import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/// How the lines of a file are taken apart.
///
/// @param quoted whether values may stand in double quotes
record TextFormat(String separator, boolean quoted, Charset charset) {
    /// FastCSV must have some quote character: one that no text has.
    private static final char NO_QUOTE = '\0';
    /// What the decoder puts in place of bytes that are no text.
    private static final char REPLACEMENT = '\uFFFD';
    private static final int BUFFER = 1 << 16;

    /// @param number of its first line in the file
    record Line(long number, List<String> values) {
        /// @throws BadRow for bytes that are no text
        void requireText(Charset charset) {
            for (int i = 0; i < values.size(); i++) {
                if (values.get(i).indexOf(REPLACEMENT) >= 0) {
                    throw new BadRow("column %d has bytes that are not %s text".formatted(i + 1, charset));
                }
            }
        }
    }

    interface LineAction {
        void accept(Line line);
    }

    /// The values of the first line; none of an empty file.
    ///
    /// @throws DataException when the file cannot be read
    Optional<List<String>> first(Path file) {
        return reading(
                file,
                records -> records.hasNext()
                        ? Optional.of(withoutMark(records.next().getFields()))
                        : Optional.empty());
    }

    /// Hands over every line that is not blank.
    ///
    /// @throws DataException when the file cannot be read or has no line
    void forEach(Path file, LineAction action) {
        long lines = reading(file, records -> {
            long count = 0;
            while (records.hasNext()) {
                CsvRecord row = records.next();
                List<String> values = row.getFields();
                action.accept(new Line(row.getStartingLineNumber(), count == 0 ? withoutMark(values) : values));
                count++;
            }
            return count;
        });
        if (lines == 0) {
            throw new DataException("%s: is empty".formatted(file));
        }
    }

    private <T> T reading(Path file, Function<CloseableIterator<CsvRecord>, T> read) {
        try (InputStream in = open(file);
                CloseableIterator<CsvRecord> records = records(in)) {
            return read.apply(records);
        } catch (NoSuchFileException e) {
            throw new DataException(
                    "%s: no such file; data.data_dir, or else CTRSWEEP_DATA, names the folder that files are in"
                            .formatted(file),
                    e);
        } catch (ZipException e) {
            throw new DataException("%s: is not a gzip file: %s".formatted(file, e.getMessage()), e);
        } catch (IOException e) {
            throw new DataException("%s: cannot be read: %s".formatted(file, Reason.of(e)), e);
        } catch (UncheckedIOException e) {
            IOException cause = Objects.requireNonNull(e.getCause());
            throw new DataException("%s: cannot be read: %s".formatted(file, Reason.of(cause)), e);
        } catch (CsvParseException e) {
            throw new DataException("%s: cannot be taken apart: %s".formatted(file, e.getMessage()), e);
        }
    }

    private static InputStream open(Path file) throws IOException {
        InputStream bytes = new BufferedInputStream(Files.newInputStream(file), BUFFER);
        return file.toString().endsWith(".gz") ? new GZIPInputStream(bytes, BUFFER) : bytes;
    }

    private CloseableIterator<CsvRecord> records(InputStream in) {
        CsvReader.CsvReaderBuilder builder = CsvReader.builder()
                .fieldSeparator(separator)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE);
        if (!quoted) {
            builder.quoteCharacter(NO_QUOTE);
        }
        return builder.ofCsvRecord(new InputStreamReader(in, charset)).iterator();
    }

    private static List<String> withoutMark(List<String> values) {
        if (values.getFirst().isEmpty() || values.getFirst().charAt(0) != '\uFEFF') {
            return values;
        }
        List<String> cleaned = new ArrayList<>(values);
        cleaned.set(0, values.getFirst().substring(1));
        return cleaned;
    }
}
