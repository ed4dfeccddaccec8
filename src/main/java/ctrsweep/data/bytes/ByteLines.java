package ctrsweep.data.bytes;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/// Lines and their fields, as ranges of bytes that hold until the next line. A line ends with a line feed, a
/// carriage return, both in this order, or the end of the stream; an empty line has one empty field. Quotes mean
/// nothing. For one thread at a time.
public final class ByteLines implements Closeable {
    /// Bytes. A longer line is a sign of no delimited file.
    static final int LONGEST = 1 << 26;

    private static final int BUFFER_BYTES = 1 << 18;

    private final InputStream in;
    private final byte separator;
    private byte[] buffer = new byte[BUFFER_BYTES];
    /// Behind the last byte read.
    private int limit;
    /// The number of the next line.
    private int next;
    private boolean ended;
    /// Whether the line before has ended with a carriage return, so that a line feed may belong to it.
    private boolean returned;
    private long line;
    private int fields;
    /// Behind each field; the next begins one byte later.
    private int[] ends = new int[64];
    private int begin;
    /// All bytes of the line, put together by "or".
    private byte seen;

    /// @param separator of fields: an ASCII character, not a line feed
    public ByteLines(InputStream in, char separator) {
        if (separator > 127 || separator == '\n' || separator == '\r') {
            throw new IllegalArgumentException("cannot separate fields: character " + (int) separator);
        }
        this.in = in;
        this.separator = (byte) separator;
    }

    /// Goes to the next line.
    ///
    /// @return false after the last
    /// @throws IOException when the stream cannot be read, or a line is longer than 64 MB
    public boolean next() throws IOException {
        if (returned) {
            skipFeed();
        }
        begin = next;
        int at = begin;
        fields = 0;
        seen = 0;
        while (true) {
            at = split(at);
            if (at < limit) {
                next = at + 1;
                returned = buffer[at] == '\r';
                break;
            }
            if (ended) {
                if (begin == limit) {
                    next = limit;
                    return false;
                }
                next = limit;
                break;
            }
            at = more(at);
        }
        line++;
        endField(at);
        return true;
    }

    private void skipFeed() throws IOException {
        fields = 0;
        begin = next;
        while (next == limit && !ended) {
            next = more(next);
        }
        if (next < limit && buffer[next] == '\n') {
            next++;
        }
        returned = false;
    }

    /// Notes the separators up to the line's end.
    ///
    /// @return where it is, or the limit
    private int split(int from) {
        byte[] bytes = buffer;
        int end = limit;
        byte all = seen;
        int at = from;
        for (; at < end; at++) {
            byte b = bytes[at];
            all |= b;
            if (b == separator) {
                endField(at);
            } else if (b <= '\r' && (b == '\n' || b == '\r')) {
                break;
            }
        }
        seen = all;
        return at;
    }

    private void endField(int end) {
        if (fields == ends.length) {
            ends = Arrays.copyOf(ends, 2 * fields);
        }
        ends[fields++] = end;
    }

    /// Reads on, with the line begun moved to the front of a buffer that is large enough.
    ///
    /// @return where `at` is now
    private int more(int at) throws IOException {
        int kept = limit - begin;
        if (kept > LONGEST) {
            throw new IOException("line %d is longer than %d bytes".formatted(line + 1, LONGEST));
        }
        byte[] target = kept > buffer.length / 2 ? new byte[2 * buffer.length] : buffer;
        System.arraycopy(buffer, begin, target, 0, kept);
        for (int i = 0; i < fields; i++) {
            ends[i] -= begin;
        }
        int moved = begin;
        buffer = target;
        begin = 0;
        limit = kept;
        int read = in.read(buffer, limit, buffer.length - limit);
        if (read < 0) {
            ended = true;
        } else {
            limit += read;
        }
        return at - moved;
    }

    /// Number of the line, from 1.
    public long line() {
        return line;
    }

    /// Whether all bytes of the line are ASCII.
    public boolean isAscii() {
        return seen >= 0;
    }

    /// Fields of the line.
    public int fields() {
        return fields;
    }

    /// The array that holds the fields. It may be another one after [#next].
    public byte[] bytes() {
        return buffer;
    }

    /// The offset of a field's first byte.
    ///
    /// @param field from 0
    public int from(int field) {
        return field == 0 ? begin : ends[field - 1] + 1;
    }

    /// The offset after a field's last byte.
    public int to(int field) {
        return ends[field];
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
