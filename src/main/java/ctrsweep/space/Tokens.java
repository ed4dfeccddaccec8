package ctrsweep.space;

import java.util.List;

/// The tokens of a condition, taken one by one.
final class Tokens {
    private final String text;
    private final List<Token> all;
    private int position;

    /// @throws ConditionException for what cannot be part of any condition
    Tokens(String text) {
        this.text = text;
        all = Lexer.tokens(text);
    }

    Token current() {
        return all.get(position);
    }

    Token take() {
        return all.get(position++);
    }

    /// Takes the keyword, if it is there.
    boolean accept(String keyword) {
        boolean there = current().is(keyword);
        position += there ? 1 : 0;
        return there;
    }

    boolean acceptSign(String sign) {
        boolean there = current().isSign(sign);
        position += there ? 1 : 0;
        return there;
    }

    void expectSign(String sign, String expected) {
        if (!acceptSign(sign)) {
            throw expected(expected);
        }
    }

    /// The complaint that something else stands at the current place.
    ConditionException expected(String expected) {
        return failure("expected " + expected);
    }

    ConditionException failure(String problem) {
        return ConditionException.at(text, current().at(), problem);
    }
}
