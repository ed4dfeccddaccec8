package ctrsweep.cli;

/// A command cannot do what it was asked; the message is one line for a person.
final class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    CommandFailure(String message) {
        super(message);
    }
}
