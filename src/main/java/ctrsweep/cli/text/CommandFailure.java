package ctrsweep.cli.text;

/// A command cannot do what it was asked; the message is one line for a person.
public final class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    public CommandFailure(String message) {
        super(message);
    }
}
