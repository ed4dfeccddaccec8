package ctrsweep.data.table;

import ctrsweep.data.Field;
import java.util.List;

/// Turns a column's value into the ids or numbers of a field. Safe for several threads once it has learnt.
interface FieldCoder {

    /// As the config names it.
    String name();

    /// As the model has them: several of a column with several numbers.
    List<Field> fields();

    /// The column's place in a row.
    int column();

    /// @param label of the training row
    /// @throws BadRow when it cannot be read
    void learn(String value, float label);

    /// All training rows were learnt.
    void settle();

    /// @throws BadRow when it cannot be read
    void encode(String value, RowBuffer into, Coverage coverage);

    /// How it works, in words.
    String words();

    /// What a row has of it, from its ids or numbers.
    ///
    /// @param ids of sparse and sequence fields, else empty
    /// @param numbers of dense fields, else empty
    String decode(int[] ids, float[] numbers);
}
