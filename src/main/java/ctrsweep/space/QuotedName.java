package ctrsweep.space;

import java.util.ArrayList;
import java.util.List;

/// Names as conditions, expressions and options write them: a word as it stands, anything else between backquotes, in
/// which a backquote is written twice.
public final class QuotedName {
    private static final char QUOTE = '`';

    private QuotedName() {}

    /// The form that [Condition#parse] reads back as this name.
    public static String written(String name) {
        List<Token> tokens = isCuttable(name) ? Lexer.tokens(name) : List.of();
        return tokens.size() == 2
                        && tokens.getFirst().isName()
                        && tokens.getFirst().kind() == Token.Kind.WORD
                        && tokens.getFirst().text().equals(name)
                ? name
                : QUOTE + name.replace("`", "``") + QUOTE;
    }

    private static boolean isCuttable(String name) {
        try {
            return !Lexer.tokens(name).isEmpty();
        } catch (ConditionException e) {
            return false;
        }
    }

    /// The name between backquotes, or the text itself where there are none around it.
    ///
    /// @throws ConditionException for a backquote that is not closed
    public static String read(String text) {
        return text.startsWith("`") ? list(text).getFirst() : text;
    }

    /// Names that commas part; a comma between backquotes is part of a name.
    ///
    /// @throws ConditionException for a backquote that is not closed, or has something other than a comma after it
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
