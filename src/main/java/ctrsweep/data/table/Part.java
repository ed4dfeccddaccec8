package ctrsweep.data.table;

import java.util.Locale;

/// A part of the rows.
public enum Part {
    TRAIN,
    VALIDATION,
    TEST;

    /// As `train`.
    public String words() {
        return name().toLowerCase(Locale.ROOT);
    }
}
