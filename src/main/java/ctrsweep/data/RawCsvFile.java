package ctrsweep.data;

import ctrsweep.data.text.RecordReader;
import ctrsweep.data.text.TextInput;
import ctrsweep.data.text.TextRecord;
import ctrsweep.data.text.TextSource;
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
final class RawCsvFile extends RawFile {
    private static final String NOT_QUOTED = "a quote that is part of a value is written twice, within quotes";

    private final TextSource source;
    private final RecordReader records;
    private final List<String> header;

    private RawCsvFile(TextSource source, TextSource.Reading<InputStream> bytes) {
        this.source = source;
        records = source.read(() ->
                new RecordReader(new InputStreamReader(bytes.read(), StandardCharsets.UTF_8.newDecoder()), ",", true));
        header = source.read(this::readHeader);
    }

    static RawCsvFile ofFile(Path file) {
        return new RawCsvFile(source(file.toString()), () -> TextInput.open(file, StandardCharsets.UTF_8));
    }

    static RawCsvFile ofStream(InputStream in, String name) {
        return new RawCsvFile(source(name), () -> TextInput.of(in, name, StandardCharsets.UTF_8));
    }

    private static TextSource source(String name) {
        return new TextSource(name, "", NOT_QUOTED);
    }

    @Override
    public String name() {
        return source.name();
    }

    @Override
    public String headerPlace() {
        return name() + ":1";
    }

    @Override
    public List<String> header() {
        return header;
    }

    @Override
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
