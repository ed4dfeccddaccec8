package ctrsweep.program;

import java.io.ByteArrayOutputStream;

/// Cuts output into lines as it comes. A line ends with a line feed or a carriage return: progress bars end theirs
/// with the latter alone. A line that does not end is handed on in pieces, so that memory is bounded.
final class Lines {
    /// Bytes of the longest line that is kept whole.
    static final int LONGEST = 1 << 24;

    /// An object that begins later than this is not looked for.
    static final int LATEST_BRACE = 1 << 16;

    private final Sink sink;
    private final ByteArrayOutputStream begun = new ByteArrayOutputStream();
    private boolean inPieces;
    private boolean brace;

    /// Told of lines, in their order, each with the character at its end if it has one. The line feed of a line that
    /// ends with both comes as a line of its own.
    interface Sink {
        void whole(byte[] line);

        /// The first part of a line that is too long, or that has no brace where one could be of use.
        void first(byte[] part);

        /// A later part of such a line.
        void piece(byte[] part);
    }

    Lines(Sink sink) {
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

    /// There is no more: what has begun is a line.
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
