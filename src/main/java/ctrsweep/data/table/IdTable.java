package ctrsweep.data.table;

/// Numbers of values.
interface IdTable {

    /// A value's id: 1 and up, 0 for the unknown. Of a vocabulary that is still learnt it is a number that
    /// becomes an id only when all is learnt.
    ///
    /// @param end behind its last byte
    /// @throws BadRow when it is none of the kind that the table takes
    int number(byte[] bytes, int begin, int end);

    /// All values were numbered; from here on they are counted.
    ///
    /// @return of each number how many training rows have it, to be filled; empty where nothing is learnt
    default int[] beginCounting() {
        return new int[0];
    }

    /// All training rows were counted.
    default void settle() {}

    /// Of each number the id; empty where numbers are ids already.
    default int[] ids() {
        return new int[0];
    }

    /// Number of ids, the unknown included.
    int size();

    /// What an id stands for; several values may have one id.
    String text(int id);

    /// How it works, in words.
    String words();
}
