package ctrsweep.space;

/// Thrown when a condition or expression cannot be parsed or evaluated; the message is one line for the user.
public final class ConditionException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    /// Most characters of the condition in a message.
    private static final int SHOWN = 30;

    public ConditionException(String message) {
        super(message);
    }

    /// @param at index of the character where parsing failed
    static ConditionException at(String condition, int at, String problem) {
        return at("condition", condition, at, problem);
    }

    /// @param kind what the text is, such as "condition"
    static ConditionException at(String kind, String condition, int at, String problem) {
        int column = condition.codePointCount(0, at) + 1;
        String rest = condition.substring(at);
        return new ConditionException(problem
                + (rest.isBlank()
                        ? " at column %d, where the %s ends".formatted(column, kind)
                        : " at column %d: \"%s\"".formatted(column, beginning(rest))));
    }

    private static String beginning(String rest) {
        String line = rest.replaceAll("\\s+", " ");
        return line.codePointCount(0, line.length()) <= SHOWN
                ? line
                : line.substring(0, line.offsetByCodePoints(0, SHOWN)) + "...";
    }
}
