package ctrsweep.program;

import java.io.ByteArrayOutputStream;

/// Splits output into lines as it arrives. A line ends with a line feed or a carriage return, which progress bars
/// use. An overlong line is passed on in pieces, which bounds memory.
final class LineSplitter {
    /// Most bytes of a line that is kept whole.
    static final int LONGEST = 1 << 24;

    /// Objects that begin later in a line, in bytes, are not looked for.
    static final int LATEST_BRACE = 1 << 16;

    private final Sink sink;
    private final ByteArrayOutputStream begun = new ByteArrayOutputStream();
    private boolean inPieces;
    private boolean brace;

    /// Receives lines in order, with their terminators. If a line ends with a carriage return and a line feed, the
    /// line feed is passed on as a separate line.
    interface Sink {
        void whole(byte[] line);

        /// The first part of a line that is too long, or that has no brace within [#LATEST_BRACE] bytes.
        void first(byte[] part);

        /// A later part of such a line.
        void piece(byte[] part);
    }

    LineSplitter(Sink sink) {
        this.sink = sink;
    }

    void add(byte[] bytes, int count) {
        int from = 0;
        for (int i = 0; i < count; i++) {
            if (bytes[i] == '\n' || bytes[i] == '\r') {
                begun.write(bytes, from, i + 1 - from);
                from = i + 1;
                end();
            } else if (bytes[i] == '{') {
                brace = true;
            }
        }
        begun.write(bytes, from, count - from);
        if (inPieces || begun.size() > (brace ? LONGEST : LATEST_BRACE)) {
            flushPiece();
        }
    }

    /// Ends the current line.
    void end() {
        if (inPieces) {
            flushPiece();
        } else if (begun.size() > 0) {
            sink.whole(taken());
        }
        inPieces = false;
        brace = false;
    }

    private void flushPiece() {
        if (begun.size() > 0 && inPieces) {
            sink.piece(taken());
        } else if (begun.size() > 0) {
            inPieces = true;
            sink.first(taken());
        }
    }

    private byte[] taken() {
        byte[] bytes = begun.toByteArray();
        begun.reset();
        return bytes;
    }
}
