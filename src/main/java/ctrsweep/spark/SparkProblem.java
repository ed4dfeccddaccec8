package ctrsweep.spark;

/// Thrown when Spark cannot be used; the message is one line for a person.
public final class SparkProblem extends RuntimeException {
    private static final long serialVersionUID = 1;

    public SparkProblem(String message, Throwable cause) {
        super(message, cause);
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
