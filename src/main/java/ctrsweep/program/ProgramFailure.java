package ctrsweep.program;

/// Thrown when a program cannot be run or printed an invalid epoch.
final class ProgramFailure extends Exception {
    private static final long serialVersionUID = 1;

    ProgramFailure(String message) {
        super(message);
    }
}
