package ctrsweep.program;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The part of a line that looks like a JSON object.
///
/// @param text from the opening brace to the closing one, or to the end of the line
/// @param start index of the opening brace
/// @param closed whether there is a closing brace
/// @param end index of the rest of the line
record PrintedObject(String text, int start, boolean closed, int end) {
    /// A brace with a name after it; other braces belong to loggers, as in `{INFO}`.
    private static final Pattern OPENING =
            Pattern.compile("\\{\\s{0,1000}(?:[\"'}]|[\\p{L}_][\\p{L}\\p{N}_.@/-]{0,200}\\s{0,100}[:=])");

    /// Finds the first object at or after `from`.
    static Optional<PrintedObject> in(String line, int from) {
        Matcher opening = OPENING.matcher(line);
        return opening.find(from) ? Optional.of(at(line, opening.start())) : Optional.empty();
    }

    private static PrintedObject at(String line, int start) {
        int depth = 0;
        char quote = 0;
        for (int i = start; i < line.length(); i++) {
            char letter = line.charAt(i);
            if (quote != 0) {
                if (letter == '\\') {
                    i++;
                } else if (letter == quote) {
                    quote = 0;
                }
            } else if (letter == '"' || letter == '\'') {
                quote = letter;
            } else if (letter == '{') {
                depth++;
            } else if (letter == '}' && --depth == 0) {
                return new PrintedObject(line.substring(start, i + 1), start, true, i + 1);
            }
        }
        return new PrintedObject(line.substring(start), start, false, line.length());
    }
}
