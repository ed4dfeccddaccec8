package ctrsweep.program;

import java.io.ByteArrayOutputStream;

/// Cuts output into lines as it comes. A line that does not end is handed on in pieces, so that memory is bounded.
final class Lines {
    /// Bytes of the longest line that is kept whole.
    static final int LONGEST = 1 << 20;

    private final Sink sink;
    private final ByteArrayOutputStream begun = new ByteArrayOutputStream();
    private boolean overlong;

    /// Told of lines, in their order, each with the line feed at its end if it has one.
    interface Sink {
        void whole(byte[] line);

        /// A part of a line that is too long.
        void piece(byte[] part);
    }

    Lines(Sink sink) {
        this.sink = sink;
    }

    void add(byte[] bytes, int count) {
        int from = 0;
        for (int i = 0; i < count; i++) {
            if (bytes[i] == '\n') {
                begun.write(bytes, from, i + 1 - from);
                from = i + 1;
                end();
            }
        }
        begun.write(bytes, from, count - from);
        if (begun.size() > LONGEST) {
            overlong = true;
            flush();
        }
    }

    /// There is no more: what has begun is a line.
    void end() {
        flush();
        overlong = false;
    }

    private void flush() {
        byte[] bytes = begun.toByteArray();
        begun.reset();
        if (bytes.length == 0) {
            return;
        }
        if (overlong) {
            sink.piece(bytes);
        } else {
            sink.whole(bytes);
        }
    }
}
