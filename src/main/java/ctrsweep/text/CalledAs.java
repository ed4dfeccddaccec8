package ctrsweep.text;

/// Hints in the words by which the person calls the program, so that they can be typed as they are. Texts are written
/// with `./sweep`, as in a checkout.
public final class CalledAs {
    /// The system property by which the launcher tells how it was called.
    public static final String PROPERTY = "ctrsweep.command";

    private static final String WRITTEN = "./sweep ";

    private CalledAs() {}

    public static String in(String hint) {
        String command = System.getProperty(PROPERTY, "");
        return command.isEmpty() ? hint : hint.replace(WRITTEN, command + " ");
    }
}
