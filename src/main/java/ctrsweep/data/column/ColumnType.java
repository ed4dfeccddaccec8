package ctrsweep.data.column;

import java.util.Arrays;

/// A column of a table.
///
/// @param width numbers in a row, perhaps none; 1 for lists and texts, whose rows have any number
public record ColumnType(String name, Kind kind, int width) {

    public enum Kind {
        /// int32.
        INTS(0),
        /// float32.
        FLOATS(1),
        /// A row has any number of int32, or none.
        LISTS(2),
        /// A row has any number of bytes, or none.
        TEXTS(3);

        private final int code;

        Kind(int code) {
            this.code = code;
        }

        /// Its number in the file.
        int code() {
            return code;
        }

        /// @throws IllegalArgumentException for an unknown code
        static Kind of(int code) {
            return Arrays.stream(values())
                    .filter(kind -> kind.code == code)
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("there is no kind of column " + code));
        }

        boolean isRagged() {
            return this == LISTS || this == TEXTS;
        }

        /// Bytes of one value.
        int bytes() {
            return this == TEXTS ? 1 : Integer.BYTES;
        }
    }

    public ColumnType {
        if (width < 0 || (kind.isRagged() && width != 1)) {
            throw new IllegalArgumentException("column %s of %s cannot have width %d".formatted(name, kind, width));
        }
    }

    public static ColumnType ints(String name, int width) {
        return new ColumnType(name, Kind.INTS, width);
    }

    public static ColumnType floats(String name, int width) {
        return new ColumnType(name, Kind.FLOATS, width);
    }

    public static ColumnType lists(String name) {
        return new ColumnType(name, Kind.LISTS, 1);
    }

    public static ColumnType texts(String name) {
        return new ColumnType(name, Kind.TEXTS, 1);
    }
}
