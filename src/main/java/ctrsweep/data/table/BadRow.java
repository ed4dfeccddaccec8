package ctrsweep.data.table;

/// Thrown for a row that cannot be read; the reader of the file adds the place.
final class BadRow extends RuntimeException {
    private static final long serialVersionUID = 1;
    private static final String SKIP = "data.table.on_bad_row: skip leaves such rows out";

    private final String cure;
    private final boolean skippable;

    BadRow(String message) {
        this(message, SKIP, true);
    }

    private BadRow(String message, String cure, boolean skippable) {
        super(message, null, false, false);
        this.cure = cure;
        this.skippable = skippable;
    }

    /// A row like which probably all others are, so that leaving such rows out would leave none.
    ///
    /// @param cure which setting reads it; part of the message, for a row that was left out tells it too
    static BadRow curable(String message, String cure) {
        return new BadRow(message + "; " + cure, "", true);
    }

    /// A row that contradicts the rows before it, so that leaving it out would not help.
    static BadRow ofAll(String message, String cure) {
        return new BadRow(message + "; " + cure, "", false);
    }

    /// Names the part of the row that cannot be read.
    ///
    /// @param what as a field's name
    BadRow of(String what) {
        return new BadRow(what + ": " + getMessage(), cure, skippable);
    }

    /// What to do about it, unless the message says so already.
    String cure() {
        return cure;
    }

    /// Whether it may be left out where the settings say so.
    boolean isSkippable() {
        return skippable;
    }
}
