package ctrsweep.data.guess;

/// A guess of what a column is.
///
/// @param why in words that follow its role
public record GuessedColumn(String name, Role role, String why) {
    public enum Role {
        /// 0 and 1, or what stands for them.
        CLASS_LABEL,
        /// A number that is to be predicted.
        NUMBER_LABEL,
        /// Orders the rows.
        TIME,
        /// One of many values.
        SPARSE,
        /// A number.
        DENSE,
        /// A number of at least 0 whose largest values are far from the usual ones.
        SKEWED,
        /// Several values with a separator between them.
        SEQUENCE,
        /// Tells the model nothing.
        LEFT_OUT
    }

    public boolean isLabel() {
        return role == Role.CLASS_LABEL || role == Role.NUMBER_LABEL;
    }
}
