package ctrsweep.data.table;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// The encoded values of several rows, in the schema's order. Several threads may fill the places of different
/// fields.
final class EncodedRows {
    private final int idWidth;
    private final int numberWidth;
    private final int[] ids;
    private final double[] numbers;
    private final List<Lists> lists;

    /// @param idWidth sparse fields
    /// @param numberWidth numbers of dense fields, and weights of ids
    /// @param sequences fields
    EncodedRows(int rows, int idWidth, int numberWidth, int sequences) {
        this.idWidth = idWidth;
        this.numberWidth = numberWidth;
        ids = new int[rows * idWidth];
        numbers = new double[rows * numberWidth];
        lists = Stream.generate(() -> new Lists(rows)).limit(sequences).toList();
    }

    int idWidth() {
        return idWidth;
    }

    int numberWidth() {
        return numberWidth;
    }

    /// (rows, idWidth).
    int[] ids() {
        return ids;
    }

    /// (rows, numberWidth): the numbers of each row, then its weights.
    double[] numbers() {
        return numbers;
    }

    /// One for each sequence field.
    List<Lists> lists() {
        return lists;
    }

    /// A list of each row.
    static final class Lists {
        private final int[] begins;
        private final int[] ends;
        private int[] values = new int[16];
        private int used;
        private int row;

        private Lists(int rows) {
            begins = new int[rows];
            ends = new int[rows];
        }

        void begin(int number) {
            row = number;
            begins[row] = used;
            ends[row] = used;
        }

        /// The number of values of the row that was begun last.
        int size() {
            return used - begins[row];
        }

        void add(int value) {
            if (used == values.length) {
                values = Arrays.copyOf(values, 2 * used);
            }
            values[used++] = value;
            ends[row] = used;
        }

        /// A copy of a row's values.
        int[] row(int number) {
            return Arrays.copyOfRange(values, begins[number], ends[number]);
        }
    }
}
