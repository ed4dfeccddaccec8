package ctrsweep.program;

/// A program cannot be run, or printed what has no meaning.
final class ProgramFailure extends Exception {
    private static final long serialVersionUID = 1;

    ProgramFailure(String message) {
        super(message);
    }
}
