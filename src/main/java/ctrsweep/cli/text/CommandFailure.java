package ctrsweep.cli.text;

/// Thrown when a command cannot do its work; the message is one line for a person.
public final class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    public CommandFailure(String message) {
        super(message);
    }
}
