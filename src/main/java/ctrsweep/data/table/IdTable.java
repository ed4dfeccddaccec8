package ctrsweep.data.table;

/// Ids of texts: 1 and up, 0 for the unknown.
interface IdTable {

    /// @throws BadRow when the text is none of the kind that it takes
    int id(String text);

    /// Number of ids, the unknown included.
    int size();

    /// What an id stands for; several texts may have one id.
    String text(int id);

    /// Takes notice of a value of a training row.
    default void learn(String text) {}

    /// All training rows were learnt.
    default void settle() {}

    /// How it works, in words.
    String words();
}
