package ctrsweep.data.column;

import java.io.IOException;
import java.util.List;

/// Takes the bytes of a column of [ColumnType.Kind#TEXTS].
public final class TextWriter extends ColumnWriter {
    private final Ragged texts;

    TextWriter(ColumnType column, Spill begins, Spill values) throws IOException {
        super(column);
        texts = new Ragged(begins, values, Byte.BYTES);
    }

    /// Appends to the text of the current row.
    ///
    /// @param to after the last byte
    public void add(byte[] bytes, int from, int to) throws IOException {
        texts.values().output().add(bytes, from, to);
    }

    @Override
    List<Content> sections() {
        return List.of(texts.begins()::copyTo, texts.values()::copyTo);
    }

    @Override
    boolean isBegun(long rows) {
        return texts.isBegun();
    }

    @Override
    void endRow(long rows) throws IOException {
        texts.endRow();
    }

    @Override
    public void close() throws IOException {
        texts.close();
    }
}
