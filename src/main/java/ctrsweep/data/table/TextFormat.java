package ctrsweep.data.table;

import ctrsweep.data.DataException;
import ctrsweep.data.bytes.ByteLines;
import ctrsweep.data.text.RecordReader;
import ctrsweep.data.text.TextInput;
import ctrsweep.data.text.TextRecord;
import ctrsweep.data.text.TextSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// How the lines of a file are split into values.
///
/// @param quoted whether values may stand in double quotes
record TextFormat(String separator, boolean quoted, Charset charset) {
    /// The decoder's replacement for bytes that are not text.
    static final char REPLACEMENT = '\uFFFD';
    private static final int ASCII_END = 128;

    /// Advice for files in which a quote is a character like others.
    static final String NOT_QUOTED = "if quotes are characters like others in this file, set data.table.quoted: false";

    /// Advice where a file is missing.
    static final String MISSING = "; data.data_dir, or else CTRSWEEP_DATA, names the folder that files are in";

    interface LineAction {
        /// @param where its lines in the file; without values where the row has one line
        /// @param row its values, good until the next line
        void accept(TextRecord where, Row row);
    }

    /// The values of the first line; none of an empty file.
    ///
    /// @throws DataException when the file cannot be read
    Optional<List<String>> first(Path file) {
        return reading(file, in -> records(in).next().map(record -> {
            Row row = Row.of(record.values());
            row.cutMark();
            return row.texts();
        }));
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
                    action.accept(new TextRecord(lines.line(), 1, List.of()), row);
                    count++;
                }
            }
            return count;
        });
    }

    private long records(Path file, LineAction action) {
        return reading(file, in -> {
            RecordReader records = records(in);
            Row row = new Row();
            long count = 0;
            for (Optional<TextRecord> next = records.next(); next.isPresent(); next = records.next()) {
                TextRecord record = next.get();
                row.clear(true);
                record.values().forEach(row::add);
                if (count == 0) {
                    row.cutMark();
                }
                action.accept(record, row);
                count++;
            }
            return count;
        });
    }

    private interface Content<T> {
        T of(InputStream in) throws IOException;
    }

    private <T> T reading(Path file, Content<T> read) {
        return new TextSource(file.toString(), MISSING, NOT_QUOTED).read(() -> {
            try (InputStream in = TextInput.open(file, charset)) {
                return read.of(in);
            }
        });
    }

    private RecordReader records(InputStream in) {
        return new RecordReader(new InputStreamReader(in, charset), separator, quoted);
    }
}
