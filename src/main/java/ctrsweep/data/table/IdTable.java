package ctrsweep.data.table;

/// Numbers of values.
interface IdTable {

    /// A value's id: 1 and up, 0 for the unknown. Of a vocabulary that is still learnt it is a number that
    /// becomes an id only when all is learnt.
    ///
    /// @param end behind its last byte
    /// @throws BadRow when it is none of the kind that the table takes
    int number(byte[] bytes, int begin, int end);

    /// Number of ids, the unknown included.
    int size();

    /// What an id stands for; several values may have one id.
    String text(int id);

    /// How it works, in words.
    String words();
}
