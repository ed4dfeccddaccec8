package ctrsweep.data.column;

import java.io.Closeable;
import java.io.IOException;

/// Rows of any number of values: the values, and where each row's begin.
final class Ragged implements Closeable {
    private final Spill begins;
    private final Spill values;
    private final int bytes;
    private long ended;

    /// @param bytes of a value
    Ragged(Spill begins, Spill values, int bytes) throws IOException {
        this.begins = begins;
        this.values = values;
        this.bytes = bytes;
        begins.output().add(0L);
    }

    Spill begins() {
        return begins;
    }

    Spill values() {
        return values;
    }

    boolean isBegun() {
        return values.bytes() != ended;
    }

    void endRow() throws IOException {
        ended = values.bytes();
        begins.output().add(ended / bytes);
    }

    @Override
    public void close() throws IOException {
        begins.close();
        values.close();
    }
}
