package ctrsweep.data;

import ctrsweep.config.Nearest;
import ctrsweep.config.Reason;
import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/// A CSV file with a header (RFC 4180, UTF-8), read a few rows at a time.
public final class RawFile implements AutoCloseable {
    private final Path file;
    private final CloseableIterator<CsvRecord> records;
    private final List<String> header;

    private RawFile(Path file, CloseableIterator<CsvRecord> records) {
        this.file = file;
        this.records = records;
        header = reading(this::readHeader);
    }

    /// @throws DataException when it cannot be read, or has no header
    public static RawFile open(Path file) {
        try {
            BufferedReader text = Files.newBufferedReader(file);
            return new RawFile(
                    file,
                    CsvReader.builder()
                            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                            .ofCsvRecord(text)
                            .iterator());
        } catch (NoSuchFileException e) {
            throw new DataException("%s: no such file".formatted(file), e);
        } catch (IOException e) {
            throw new DataException("%s: cannot be read: %s".formatted(file, Reason.of(e)), e);
        }
    }

    /// Names of the columns, each once.
    public List<String> header() {
        return header;
    }

    /// @throws DataException for the first that the header lacks; names the nearest there is
    public void require(List<String> columns) {
        for (String column : columns) {
            if (!header.contains(column)) {
                throw new DataException("%s:1: has no column %s%s; needed: %s"
                        .formatted(file, column, Nearest.hint(column, header), String.join(", ", columns)));
            }
        }
    }

    /// The next rows; none at the end.
    ///
    /// @throws DataException when one has not the header's columns
    public List<RawRow> next(int most) {
        return reading(() -> {
            List<RawRow> rows = new ArrayList<>();
            while (rows.size() < most && records.hasNext()) {
                CsvRecord row = records.next();
                rows.add(new RawRow(file + ":" + row.getStartingLineNumber(), header, row.getFields()));
            }
            return rows;
        });
    }

    @Override
    public void close() {
        try {
            records.close();
        } catch (IOException e) {
            throw new UncheckedIOException("%s: cannot be closed".formatted(file), e);
        }
    }

    private List<String> readHeader() {
        if (!records.hasNext()) {
            throw new DataException("%s: is empty; its first line must name the columns".formatted(file));
        }
        List<String> names = new ArrayList<>(records.next().getFields());
        if (names.getFirst().startsWith("\uFEFF")) {
            names.set(0, names.getFirst().substring(1));
        }
        HashSet<String> seen = new HashSet<>();
        names.stream().filter(name -> !seen.add(name)).findFirst().ifPresent(twice -> {
            throw new DataException("%s:1: column %s is there twice".formatted(file, twice));
        });
        return List.copyOf(names);
    }

    private <T> T reading(Supplier<T> read) {
        try {
            return read.get();
        } catch (UncheckedIOException e) {
            IOException cause = Objects.requireNonNull(e.getCause());
            boolean coding = cause instanceof CharacterCodingException;
            String reason = coding ? "is not UTF-8 text" : "cannot be read: " + Reason.of(cause);
            throw new DataException("%s: %s".formatted(file, reason), e);
        } catch (CsvParseException e) {
            throw new DataException("%s: is not CSV: %s".formatted(file, e.getMessage()), e);
        }
    }
}
