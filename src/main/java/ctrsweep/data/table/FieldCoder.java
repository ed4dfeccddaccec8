package ctrsweep.data.table;

import ctrsweep.data.Field;
import java.util.List;

/// Encodes a field of a row. Safe for several threads once it is fitted.
sealed interface FieldCoder permits SparseCoder, SequenceCoder, DenseCoder, CountCoder {

    /// The name in the config.
    String name();

    /// The model's inputs: several for a column with several numbers.
    List<Field> fields();

    /// The place of its value in a row: of a column, or of what [FieldPlaces] adds.
    int column();

    /// Adds what the row has of the field: the numbers of its values ([IdTable#number]), or numbers as they
    /// stand, before any scale.
    ///
    /// @throws BadRow when it cannot be read
    void read(Row row, RowBuffer into);

    /// Describes the encoding.
    String words();

    /// Decodes a value from the ids or numbers that the model gets.
    ///
    /// @param ids of sparse and sequence fields, else empty
    /// @param numbers of dense fields, else empty
    String decode(int[] ids, float[] numbers);
}
