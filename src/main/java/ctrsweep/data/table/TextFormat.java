package ctrsweep.data.table;

import ctrsweep.data.DataException;
import ctrsweep.data.bytes.ByteLines;
import ctrsweep.data.text.RecordBytes;
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

    /// Takes lines that are not blank: [#plain] those of files whose values are ranges of the file's own bytes,
    /// [#record] those of others.
    interface Lines {
        /// @param line good until the next line
        void plain(ByteLines line);

        /// @param where its lines in the file; without values where it has one line
        /// @param values good until the next record
        void record(TextRecord where, RecordBytes values);
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
        read(file, rows(action));
    }

    /// Makes rows of lines, of which the first is the first of its file.
    Lines rows(LineAction action) {
        return new RowLines(action);
    }

    /// Hands over every line that is not blank, without making a row of it.
    ///
    /// @throws DataException when the file cannot be read or has no line
    void read(Path file, Lines lines) {
        long count = isOfPlainBytes() ? plainLines(file, lines) : records(file, lines);
        if (count == 0) {
            throw new DataException("%s: is empty".formatted(file));
        }
    }

    private static final class RowLines implements Lines {
        private final LineAction action;
        private final Row row = new Row();
        private boolean isFirst = true;

        RowLines(LineAction action) {
            this.action = action;
        }

        @Override
        public void plain(ByteLines line) {
            row.clear();
            for (int column = 0; column < line.fields(); column++) {
                row.add(line.bytes(), line.from(column), line.to(column));
            }
            accept(new TextRecord(line.line(), 1, List.of()));
        }

        @Override
        public void record(TextRecord where, RecordBytes values) {
            row.clear();
            for (int column = 0; column < values.size(); column++) {
                row.add(values.bytes(), values.begin(column), values.end(column));
            }
            accept(where);
        }

        private void accept(TextRecord where) {
            if (isFirst) {
                row.cutMark();
                isFirst = false;
            }
            action.accept(where, row);
        }
    }

    /// @throws BadRow for bytes that are no text
    void requireText(Row row) {
        for (int column = 0; column < row.size(); column++) {
            if (row.text(column).indexOf(REPLACEMENT) >= 0) {
                throw new BadRow(notText(column));
            }
        }
    }

    /// The words for a column with bytes that are no text.
    String notText(int column) {
        return "column %d has bytes that are not %s text".formatted(column + 1, charset);
    }

    /// Whether values are ranges of the file's own bytes.
    private boolean isOfPlainBytes() {
        return !quoted
                && separator.length() == 1
                && separator.charAt(0) < ASCII_END
                && charset.equals(StandardCharsets.UTF_8);
    }

    private long plainLines(Path file, Lines action) {
        return reading(file, in -> {
            ByteLines lines = new ByteLines(in, separator.charAt(0));
            long count = 0;
            while (lines.next()) {
                if (lines.fields() > 1 || lines.from(0) < lines.to(0)) {
                    action.plain(lines);
                    count++;
                }
            }
            return count;
        });
    }

    private long records(Path file, Lines action) {
        return reading(file, in -> {
            RecordBytes values = new RecordBytes();
            RecordReader records = RecordReader.ofBytes(new InputStreamReader(in, charset), separator, quoted, values);
            long count = 0;
            for (Optional<TextRecord> next = records.next(); next.isPresent(); next = records.next()) {
                action.record(next.get(), values);
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
