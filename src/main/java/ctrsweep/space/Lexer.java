package ctrsweep.space;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/// Splits a condition into words, names between backquotes, quoted texts and signs.
final class Lexer {
    private static final String PUNCTUATION_OF_WORDS = "_.@-+:/";

    /// Each sign before its prefixes.
    private static final List<String> SIGNS =
            List.of("==", "!=", "<>", "<=", ">=", "=", "<", ">", "(", ")", ",", "[", "]");

    private final String text;
    private int at;

    private Lexer(String text) {
        this.text = text;
    }

    /// The tokens of a text; the last one is [Token.Kind#END].
    static List<Token> tokens(String text) {
        Lexer lexer = new Lexer(text);
        List<Token> tokens = new ArrayList<>();
        do {
            tokens.add(lexer.next());
        } while (tokens.getLast().kind() != Token.Kind.END);
        return tokens;
    }

    private Token next() {
        skip(point -> Character.isWhitespace(point) || Character.isSpaceChar(point));
        int start = at;
        if (at == text.length()) {
            return new Token(Token.Kind.END, "", start);
        }
        int point = text.codePointAt(at);
        if (isOfWord(point)) {
            skip(Lexer::isOfWord);
            return new Token(Token.Kind.WORD, text.substring(start, at), start);
        }
        if (point == '\'' || point == '"' || point == '`') {
            Quoted quoted = quoted(text, at);
            at = quoted.end;
            return new Token(point == '`' ? Token.Kind.NAME : Token.Kind.QUOTED, quoted.held, start);
        }
        return new Token(Token.Kind.SIGN, sign(), start);
    }

    private String sign() {
        for (String sign : SIGNS) {
            if (text.startsWith(sign, at)) {
                at += sign.length();
                return sign;
            }
        }
        throw ConditionException.at(text, at, "unexpected " + Character.toString(text.codePointAt(at)));
    }

    private static boolean isOfWord(int point) {
        return Character.isLetterOrDigit(point) || PUNCTUATION_OF_WORDS.indexOf(point) >= 0;
    }

    private void skip(IntPredicate these) {
        while (at < text.length() && these.test(text.codePointAt(at))) {
            at += Character.charCount(text.codePointAt(at));
        }
    }

    /// A quoted text; a doubled quote within it stands for one.
    ///
    /// @param held the text between the quotes
    /// @param end the index after the closing quote
    record Quoted(String held, int end) {}

    /// @param start the index of the opening quote, of any kind
    static Quoted quoted(String text, int start) {
        char quote = text.charAt(start);
        StringBuilder held = new StringBuilder();
        int at = start + 1;
        while (true) {
            int end = text.indexOf(quote, at);
            if (end < 0) {
                throw ConditionException.at(text, start, "no closing " + quote + " for the text");
            }
            held.append(text, at, end);
            at = end + 1;
            if (!text.startsWith(String.valueOf(quote), at)) {
                return new Quoted(held.toString(), at);
            }
            held.append(quote);
            at++;
        }
    }
}
