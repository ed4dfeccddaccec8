package ctrsweep.space;

import java.util.Set;

/// A piece of a condition.
///
/// @param text without quotes
/// @param at index of its first character in the condition
record Token(Kind kind, String text, int at) {
    private static final Set<String> KEYWORDS = Set.of("and", "or", "not", "in", "like", "is", "null");

    enum Kind {
        WORD,
        /// Between backquotes.
        NAME,
        QUOTED,
        SIGN,
        END
    }

    boolean is(String keyword) {
        return kind == Kind.WORD && text.equalsIgnoreCase(keyword);
    }

    boolean isSign(String sign) {
        return kind == Kind.SIGN && text.equals(sign);
    }

    boolean isKeyword() {
        return KEYWORDS.stream().anyMatch(this::is);
    }

    boolean isTruth() {
        return is("true") || is("false");
    }

    boolean isName() {
        return kind == Kind.NAME || isPlainName();
    }

    private boolean isPlainName() {
        return kind == Kind.WORD && !isKeyword() && !isTruth() && isLetter(text.codePointAt(0));
    }

    private static boolean isLetter(int point) {
        return point == '_' || Character.isLetter(point);
    }
}
