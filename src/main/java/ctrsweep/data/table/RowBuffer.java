package ctrsweep.data.table;

/// Takes the encoded values of some fields, row by row, to their places among those of all fields. For one thread.
final class RowBuffer {
    private final EncodedRows rows;
    private final Places first;
    private int row;
    private int s;
    private int d;
    private int q;
    private int w;

    /// The places of a field's first values.
    ///
    /// @param sparse among the sparse fields
    /// @param dense among the numbers
    /// @param sequence among the sequence fields
    /// @param weight among the numbers, after those of dense fields
    record Places(int sparse, int dense, int sequence, int weight) {}

    RowBuffer(EncodedRows rows, Places first) {
        this.rows = rows;
        this.first = first;
    }

    /// Begins a row: the next values are those of the first field.
    void begin(int number) {
        row = number;
        s = row * rows.idWidth() + first.sparse();
        d = row * rows.numberWidth() + first.dense();
        q = first.sequence();
        w = row * rows.numberWidth() + first.weight();
    }

    void sparse(int id) {
        rows.ids()[s++] = id;
    }

    void dense(double number) {
        rows.numbers()[d++] = number;
    }

    /// Takes places for the next weights, which are 0 at first.
    ///
    /// @return the first place, for [#weight]
    int weights(int count) {
        w += count;
        return w - count;
    }

    void weight(int place, double weight) {
        rows.numbers()[place] = weight;
    }

    /// The next sequence's values, empty at first.
    EncodedRows.Lists sequence() {
        EncodedRows.Lists list = rows.lists().get(q++);
        list.begin(row);
        return list;
    }
}
