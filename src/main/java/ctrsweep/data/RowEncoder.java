package ctrsweep.data;

import java.util.List;
import java.util.Map;
import java.util.Set;

/// Encodes further rows as the training rows were encoded. Safe for several threads.
public interface RowEncoder {

    Schema schema();

    /// The columns that [#encode] needs.
    List<String> rawColumns();

    /// By column, what separates several values in it: a file that has lists is read so.
    default Map<String, Set<String>> separators() {
        return Map.of();
    }

    /// Encodes rows in the order given, without labels and groups. Values not seen in training have the unknown id.
    ///
    /// @throws DataException with the place of a row whose values cannot be read
    Rows encode(List<RawRow> rows);

    /// How the fields are encoded.
    EncodingFacts facts();

    /// Begins to read rows that have labels.
    ///
    /// @throws DataException when the data set has no column of labels
    LabelledEncoder labelled();
}
