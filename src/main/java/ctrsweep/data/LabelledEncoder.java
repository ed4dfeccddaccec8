package ctrsweep.data;

import java.util.List;

/// Encodes rows with their labels and groups. Groups are numbered as they come, from the first call on. For one
/// thread.
public interface LabelledEncoder {

    /// The columns that [#encode] needs.
    List<String> columns();

    /// Encodes rows in the order given; those of a group need not stand together.
    ///
    /// @throws DataException with the place of a row whose values or label cannot be read
    Rows encode(List<RawRow> rows);
}
