package ctrsweep.data.text;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// The records of a delimited text, RFC 4180 where values are quoted. Blank lines are none. For one thread at a
/// time.
public final class RecordReader implements Closeable {
    /// FastCSV must have some quote character: one that no text has.
    private static final char NO_QUOTE = '\uFFFF';

    private final Collector collector;
    private final CloseableIterator<TextRecord> records;

    /// @param separator one or more characters
    /// @param quoted whether values may stand in double quotes
    public RecordReader(Reader text, String separator, boolean quoted) {
        this(text, separator, quoted, new Strings());
    }

    /// A reader that puts each record's values into the same bytes. A record has values of its own only if it takes
    /// several lines.
    public static RecordReader ofBytes(Reader text, String separator, boolean quoted, RecordBytes into) {
        return new RecordReader(text, separator, quoted, new Bytes(into));
    }

    private RecordReader(Reader text, String separator, boolean quoted, Collector collector) {
        this.collector = collector;
        CsvReader.CsvReaderBuilder builder = CsvReader.builder()
                .fieldSeparator(separator)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false);
        if (!quoted) {
            builder.quoteCharacter(NO_QUOTE);
        }
        records = reading(() -> builder.build(collector, text).iterator());
    }

    /// The next record; empty after the last.
    ///
    /// @throws UnreadableRecord when a quote is not closed, or characters follow a closed one
    /// @throws java.io.UncheckedIOException when the text cannot be read
    public Optional<TextRecord> next() {
        return reading(() -> records.hasNext() ? Optional.of(records.next()) : Optional.empty());
    }

    private <T> T reading(Supplier<T> read) {
        try {
            return read.get();
        } catch (CsvParseException e) {
            throw new UnreadableRecord(collector.line(), String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public void close() throws IOException {
        records.close();
    }

    /// Gathers a record's values, and how many lines they take.
    private abstract static class Collector extends AbstractBaseCsvCallbackHandler<TextRecord> {
        private long first = 1;
        private long breaks;

        abstract void begin();

        abstract void add(char[] buffer, int offset, int length);

        /// @param lines of the record
        abstract List<String> values(long lines);

        /// The line that the next value begins in.
        long line() {
            return first + breaks;
        }

        @Override
        protected void handleBegin(long line) {
            begin();
            first = line;
            breaks = 0;
        }

        @Override
        protected void handleField(int field, char[] buffer, int offset, int length, boolean quoted) {
            add(buffer, offset, length);
            if (quoted) {
                breaks += breaks(buffer, offset, offset + length);
            }
        }

        /// A line ends as FastCSV has it: with a line feed, a carriage return, or both in this order.
        private static int breaks(char[] buffer, int from, int to) {
            int breaks = 0;
            for (int at = from; at < to; at++) {
                if (buffer[at] == '\n' || (buffer[at] == '\r' && (at + 1 == to || buffer[at + 1] != '\n'))) {
                    breaks++;
                }
            }
            return breaks;
        }

        @Override
        protected TextRecord buildRecord() {
            return new TextRecord(first, 1 + breaks, values(1 + breaks));
        }
    }

    private static final class Strings extends Collector {
        private List<String> values = new ArrayList<>();

        @Override
        void begin() {
            values = new ArrayList<>(values.size());
        }

        @Override
        void add(char[] buffer, int offset, int length) {
            values.add(new String(buffer, offset, length));
        }

        @Override
        List<String> values(long lines) {
            return values;
        }
    }

    private static final class Bytes extends Collector {
        private final RecordBytes values;

        Bytes(RecordBytes values) {
            this.values = values;
        }

        @Override
        void begin() {
            values.clear();
        }

        @Override
        void add(char[] buffer, int offset, int length) {
            values.add(buffer, offset, length);
        }

        @Override
        List<String> values(long lines) {
            return lines > 1 ? values.texts() : List.of();
        }
    }
}
