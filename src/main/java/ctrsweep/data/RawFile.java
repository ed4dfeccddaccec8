package ctrsweep.data;

import ctrsweep.data.text.RecordReader;
import ctrsweep.data.text.TextInput;
import ctrsweep.data.text.TextRecord;
import ctrsweep.data.text.UnreadableRecord;
import ctrsweep.files.FileProblem;
import ctrsweep.text.NearestName;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.zip.ZipException;

/// CSV with a header (RFC 4180, UTF-8, gzip is unpacked), read a few rows at a time.
public final class RawFile implements AutoCloseable {
    private static final String NOT_QUOTED = "a quote that is part of a value is written twice, within quotes";

    private final String name;
    private final RecordReader records;
    private final List<String> header;

    private RawFile(String name, RecordReader records) {
        this.name = name;
        this.records = records;
        header = reading(this::readHeader);
    }

    /// @throws DataException when it cannot be read, or has no header
    public static RawFile open(Path file) {
        try {
            return of(TextInput.open(file, StandardCharsets.UTF_8), file.toString());
        } catch (NoSuchFileException e) {
            throw new DataException("%s: no such file".formatted(file), e);
        } catch (ZipException e) {
            throw new DataException("%s: is not a gzip file: %s".formatted(file, e.getMessage()), e);
        } catch (IOException e) {
            throw new DataException("%s: cannot be read: %s".formatted(file, FileProblem.of(e)), e);
        }
    }

    /// Of a stream, as standard input.
    ///
    /// @param name for messages
    /// @throws DataException when it cannot be read, or has no header
    public static RawFile read(InputStream in, String name) {
        try {
            return of(TextInput.of(in, name, StandardCharsets.UTF_8), name);
        } catch (IOException e) {
            throw new DataException("%s: cannot be read: %s".formatted(name, FileProblem.of(e)), e);
        }
    }

    private static RawFile of(InputStream bytes, String name) {
        Reader text = new InputStreamReader(bytes, StandardCharsets.UTF_8.newDecoder());
        return new RawFile(name, new RecordReader(text, ",", true));
    }

    /// What messages call it.
    public String name() {
        return name;
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
                        .formatted(name, column, NearestName.hint(column, header), String.join(", ", columns)));
            }
        }
    }

    /// The next rows; none at the end.
    ///
    /// @throws DataException when one has not the header's columns
    public List<RawRow> next(int most) {
        return reading(() -> {
            List<RawRow> rows = new ArrayList<>();
            while (rows.size() < most) {
                Optional<TextRecord> next = records.next();
                if (next.isEmpty()) {
                    break;
                }
                rows.add(row(next.get()));
            }
            return rows;
        });
    }

    private RawRow row(TextRecord record) {
        String place = name + ":" + record.line();
        if (record.isMadeOfRows(",", header.size())) {
            throw new DataException(
                    "%s: a value in quotes has line breaks, and all lines to %d are rows of their own; %s"
                            .formatted(place, record.lastLine(), NOT_QUOTED));
        }
        return new RawRow(place, header, record.values());
    }

    @Override
    public void close() {
        try {
            records.close();
        } catch (IOException e) {
            throw new UncheckedIOException("%s: cannot be closed".formatted(name), e);
        }
    }

    private List<String> readHeader() {
        TextRecord first = records.next()
                .orElseThrow(
                        () -> new DataException("%s: is empty; its first line must name the columns".formatted(name)));
        List<String> names = first.values().stream().map(String::strip).toList();
        HashSet<String> seen = new HashSet<>();
        names.stream().filter(name -> !seen.add(name)).findFirst().ifPresent(twice -> {
            throw new DataException("%s:1: column %s is there twice".formatted(name, twice));
        });
        return names;
    }

    private <T> T reading(Supplier<T> read) {
        try {
            return read.get();
        } catch (UncheckedIOException e) {
            IOException cause = Objects.requireNonNull(e.getCause());
            boolean coding = cause instanceof CharacterCodingException;
            String reason = coding ? "is not UTF-8 text" : "cannot be read: " + FileProblem.of(cause);
            throw new DataException("%s: %s".formatted(name, reason), e);
        } catch (UnreadableRecord e) {
            throw new DataException("%s:%d: %s".formatted(name, e.line(), e.words(NOT_QUOTED)), e);
        }
    }
}
