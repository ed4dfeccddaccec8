package ctrsweep.space;

import java.util.ArrayList;
import java.util.List;

/// Reads and writes names as in conditions, expressions and options: a plain word as it is, any other name between
/// backquotes, with backquotes doubled.
public final class QuotedName {
    private static final char QUOTE = '`';

    private QuotedName() {}

    /// Returns the form that [Condition#parse] reads back as this name.
    public static String written(String name) {
        return isPlain(name) ? name : QUOTE + name.replace("`", "``") + QUOTE;
    }

    private static boolean isPlain(String name) {
        try {
            Token first = Lexer.tokens(name).getFirst();
            return first.isName()
                    && first.kind() == Token.Kind.WORD
                    && first.text().equals(name);
        } catch (ConditionException e) {
            return false;
        }
    }

    /// Returns the name between backquotes, or the text itself if it is not quoted.
    ///
    /// @throws ConditionException for an unclosed backquote
    public static String read(String text) {
        return text.startsWith("`") ? list(text).getFirst() : text;
    }

    /// Reads comma-separated names; a comma between backquotes is part of a name.
    ///
    /// @throws ConditionException for an unclosed backquote, or one that is not followed by a comma
    public static List<String> list(String text) {
        List<String> names = new ArrayList<>();
        int at = 0;
        while (at <= text.length()) {
            int end;
            if (text.startsWith("`", at)) {
                Lexer.Quoted quoted = Lexer.quoted(text, at);
                names.add(quoted.held());
                end = quoted.end();
                if (end < text.length() && text.charAt(end) != ',') {
                    throw ConditionException.at("list of names", text, end, "expected a comma");
                }
            } else {
                end = text.indexOf(',', at);
                end = end < 0 ? text.length() : end;
                names.add(text.substring(at, end));
            }
            at = end + 1;
        }
        return names;
    }
}
