package ctrsweep.data.table;

import ctrsweep.data.Field;
import java.util.List;

/// Reads a field of a row. Safe for several threads once it has learnt.
sealed interface FieldCoder permits SparseCoder, SequenceCoder, DenseCoder, CountCoder {

    /// As the config names it.
    String name();

    /// As the model has them: several of a column with several numbers.
    List<Field> fields();

    /// The place of its value in a row: of a column, or of what [FieldPlaces] adds.
    int column();

    /// Adds what the row has of the field: the numbers of its values ([IdTable#number]), or numbers as they
    /// stand, before any scale.
    ///
    /// @throws BadRow when it cannot be read
    void read(Row row, RowBuffer into);

    /// How it works, in words.
    String words();

    /// What a row has of it, from its ids or numbers as the model gets them.
    ///
    /// @param ids of sparse and sequence fields, else empty
    /// @param numbers of dense fields, else empty
    String decode(int[] ids, float[] numbers);
}
