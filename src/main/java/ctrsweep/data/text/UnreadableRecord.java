package ctrsweep.data.text;

/// Thrown when quotes do not allow a record to be taken apart.
public final class UnreadableRecord extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final long line;

    UnreadableRecord(long line, String message, Throwable cause) {
        super(message, cause);
        this.line = line;
    }

    /// The line that has the opening quote.
    public long line() {
        return line;
    }

    /// The message: what is wrong and what to do.
    ///
    /// @param cure where quotes may be meant as characters
    public String words(String cure) {
        return "the quote that opens a value in this line is not closed as it should be: %s; %s"
                .formatted(getMessage(), cure);
    }
}
