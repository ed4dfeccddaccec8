package ctrsweep.data.table;

/// Numbers of values.
interface IdTable {

    /// A value's id: 1 and up, 0 for the unknown. Of a vocabulary that is still learnt it is a number that
    /// becomes an id only when all is learnt.
    ///
    /// @param end after its last byte
    /// @throws BadRow when it is none of the kind that the table takes
    int number(byte[] bytes, int begin, int end);

    /// Ends the numbering of values and begins their counting.
    ///
    /// @return of each number how many training rows have it, to be filled; empty where nothing is learnt
    default int[] beginCounting() {
        return new int[0];
    }

    /// Ends the counting: all training rows have been counted.
    default void settle() {}

    /// Maps each number to its id; empty if numbers are ids already.
    default int[] ids() {
        return new int[0];
    }

    /// Number of ids, the unknown included.
    int size();

    /// The text of an id; several values may share one id.
    String text(int id);

    /// Describes the encoding.
    String words();
}
