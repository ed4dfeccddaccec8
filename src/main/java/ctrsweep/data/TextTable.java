package ctrsweep.data;

import ctrsweep.files.Sha256;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/// A file of separated columns in ISO-8859-1, without header and without quoting: a `"` is a character like
/// others.
///
/// @param digest sha256 of the bytes that the text was made of
record TextTable(Path file, String digest, String text) {
    /// FastCSV must have some quote character: one that no text has.
    private static final char NO_QUOTE = '\0';

    static TextTable read(Path folder, String name) {
        Path file = folder.resolve(name);
        try {
            byte[] bytes = Files.readAllBytes(file);
            return new TextTable(file, Sha256.of(bytes), new String(bytes, StandardCharsets.ISO_8859_1));
        } catch (NoSuchFileException e) {
            throw new DataException(
                    "%s: no such file; a data folder holds u.data, u.user and u.item".formatted(file), e);
        } catch (IOException e) {
            throw new DataException("%s: cannot be read: %s".formatted(file, e), e);
        }
    }

    /// @param columns what every line must have
    void forEach(char separator, int columns, Consumer<Line> action) {
        try (CsvReader<CsvRecord> records = CsvReader.builder()
                .fieldSeparator(separator)
                .quoteCharacter(NO_QUOTE)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(text)) {
            for (CsvRecord row : records) {
                Line line = new Line(file, row.getStartingLineNumber(), row.getFields());
                if (row.getFieldCount() != columns) {
                    throw line.wrong("has %d columns, not %d".formatted(row.getFieldCount(), columns));
                }
                action.accept(line);
            }
        } catch (CsvParseException e) {
            throw new DataException("%s: cannot be read: %s".formatted(file, e.getMessage()), e);
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory", e);
        }
    }

    record Line(Path file, long number, List<String> columns) {

        String text(int column) {
            return columns.get(column);
        }

        int integer(int column, String name) {
            long value = whole(column, name);
            if (value != (int) value) {
                throw wrong("%s is out of bounds: %d".formatted(name, value));
            }
            return (int) value;
        }

        long whole(int column, String name) {
            try {
                return Long.parseLong(text(column));
            } catch (NumberFormatException _) {
                throw wrong("%s is not a whole number: \"%s\"".formatted(name, text(column)));
            }
        }

        DataException wrong(String what) {
            return new DataException("%s:%d: %s".formatted(file, number, what));
        }
    }
}
