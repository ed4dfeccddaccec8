package ctrsweep.data.table;

import ctrsweep.data.Field;
import ctrsweep.data.Schema;

/// One encoded row, written anew for each: field after field in the schema's order.
final class RowBuffer {
    final int[] sparse;
    final int[] sequences;
    final float[] dense;
    private int s;
    private int q;
    private int d;

    RowBuffer(Schema schema) {
        sparse = new int[schema.columns(Field.Kind.SPARSE)];
        sequences = new int[schema.columns(Field.Kind.SEQUENCE)];
        dense = new float[schema.columns(Field.Kind.DENSE)];
    }

    void begin() {
        s = 0;
        q = 0;
        d = 0;
    }

    void sparse(int id) {
        sparse[s++] = id;
    }

    void sequence(int id) {
        sequences[q++] = id;
    }

    void dense(double number) {
        dense[d++] = (float) number;
    }
}
