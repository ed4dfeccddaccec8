package ctrsweep.sweep;

/// Recorded results cannot be read or written; the message is one line for a person.
public final class ResultsException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public ResultsException(String message) {
        super(message);
    }

    public ResultsException(String message, Throwable cause) {
        super(message, cause);
    }
}
