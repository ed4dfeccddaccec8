package ctrsweep.data.table;

import ctrsweep.config.Reason;
import ctrsweep.data.DataException;
import ctrsweep.data.bytes.ByteLines;
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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
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
    private static final int ASCII_END = 128;

    interface LineAction {
        /// @param number of its first line in the file
        /// @param row its values, good until the next line
        void accept(long number, Row row);
    }

    /// The values of the first line; none of an empty file.
    ///
    /// @throws DataException when the file cannot be read
    Optional<List<String>> first(Path file) {
        return reading(file, in -> {
            CloseableIterator<CsvRecord> records = records(in);
            if (!records.hasNext()) {
                return Optional.empty();
            }
            Row row = new Row();
            records.next().getFields().forEach(row::add);
            row.cutMark();
            return Optional.of(row.texts());
        });
    }

    /// Hands over every line that is not blank.
    ///
    /// @throws DataException when the file cannot be read or has no line
    void forEach(Path file, LineAction action) {
        long lines = isOfPlainBytes() ? plainLines(file, action) : records(file, action);
        if (lines == 0) {
            throw new DataException("%s: is empty".formatted(file));
        }
    }

    /// @throws BadRow for bytes that are no text
    void requireText(Row row) {
        for (int column = 0; column < row.size() && !row.isAscii(); column++) {
            if (row.text(column).indexOf(REPLACEMENT) >= 0) {
                throw new BadRow("column %d has bytes that are not %s text".formatted(column + 1, charset));
            }
        }
    }

    /// Whether values are ranges of the file's own bytes.
    private boolean isOfPlainBytes() {
        return !quoted
                && separator.length() == 1
                && separator.charAt(0) < ASCII_END
                && charset.equals(StandardCharsets.UTF_8);
    }

    private long plainLines(Path file, LineAction action) {
        return reading(file, in -> {
            ByteLines lines = new ByteLines(in, separator.charAt(0));
            Row row = new Row();
            long count = 0;
            while (lines.next()) {
                row.clear(lines.isAscii());
                for (int column = 0; column < lines.fields(); column++) {
                    row.add(lines.bytes(), lines.from(column), lines.to(column));
                }
                if (row.size() > 1 || !row.isEmpty(0)) {
                    if (count == 0) {
                        row.cutMark();
                    }
                    action.accept(lines.line(), row);
                    count++;
                }
            }
            return count;
        });
    }

    private long records(Path file, LineAction action) {
        return reading(file, in -> {
            CloseableIterator<CsvRecord> records = records(in);
            Row row = new Row();
            long count = 0;
            while (records.hasNext()) {
                CsvRecord values = records.next();
                row.clear(true);
                values.getFields().forEach(row::add);
                if (count == 0) {
                    row.cutMark();
                }
                action.accept(values.getStartingLineNumber(), row);
                count++;
            }
            return count;
        });
    }

    private interface Content<T> {
        T of(InputStream in) throws IOException;
    }

    private <T> T reading(Path file, Content<T> read) {
        try (InputStream in = open(file)) {
            return read.of(in);
        } catch (NoSuchFileException e) {
            throw missing(file, e);
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

    static DataException missing(Path file, NoSuchFileException e) {
        return new DataException(
                "%s: no such file; data.data_dir, or else CTRSWEEP_DATA, names the folder that files are in"
                        .formatted(file),
                e);
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
}
