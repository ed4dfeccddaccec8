package ctrsweep.data;

import ctrsweep.data.text.RecordReader;
import ctrsweep.data.text.TextInput;
import ctrsweep.data.text.TextRecord;
import ctrsweep.data.text.TextSource;
import ctrsweep.text.NearestName;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/// CSV with a header (RFC 4180, UTF-8, gzip is unpacked), read a few rows at a time.
public final class RawFile implements AutoCloseable {
    private static final String NOT_QUOTED = "a quote that is part of a value is written twice, within quotes";

    private final TextSource source;
    private final RecordReader records;
    private final List<String> header;

    private RawFile(TextSource source, TextSource.Reading<InputStream> bytes) {
        this.source = source;
        records = source.read(() ->
                new RecordReader(new InputStreamReader(bytes.read(), StandardCharsets.UTF_8.newDecoder()), ",", true));
        header = source.read(this::readHeader);
    }

    /// @throws DataException if it cannot be read, or has no header
    public static RawFile open(Path file) {
        return new RawFile(source(file.toString()), () -> TextInput.open(file, StandardCharsets.UTF_8));
    }

    /// Reads a stream, such as standard input.
    ///
    /// @param name for messages
    /// @throws DataException if it cannot be read, or has no header
    public static RawFile read(InputStream in, String name) {
        return new RawFile(source(name), () -> TextInput.of(in, name, StandardCharsets.UTF_8));
    }

    private static TextSource source(String name) {
        return new TextSource(name, "", NOT_QUOTED);
    }

    /// The name that messages use.
    public String name() {
        return source.name();
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
                        .formatted(name(), column, NearestName.hint(column, header), String.join(", ", columns)));
            }
        }
    }

    /// The next rows; none at the end.
    ///
    /// @throws DataException if a row does not have the header's columns
    public List<RawRow> next(int most) {
        return source.read(() -> {
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
        String place = name() + ":" + record.line();
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
            throw new UncheckedIOException("%s: cannot be closed".formatted(name()), e);
        }
    }

    private List<String> readHeader() {
        TextRecord first = records.next()
                .orElseThrow(() ->
                        new DataException("%s: is empty; its first line must name the columns".formatted(name())));
        List<String> names = first.values().stream().map(String::strip).toList();
        HashSet<String> seen = new HashSet<>();
        names.stream().filter(name -> !seen.add(name)).findFirst().ifPresent(twice -> {
            throw new DataException("%s:1: column %s is there twice".formatted(name(), twice));
        });
        return names;
    }
}
