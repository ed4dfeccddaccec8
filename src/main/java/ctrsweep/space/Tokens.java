package ctrsweep.space;

import java.util.List;

/// A cursor over the tokens of a condition.
final class Tokens {
    private final String text;
    private final List<Token> all;
    private int position;

    /// @throws ConditionException for text that cannot be part of a condition
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

    /// Takes the keyword if it is the current token.
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

    /// An exception that names the expected text and the current position.
    ConditionException expected(String expected) {
        return failure("expected " + expected);
    }

    ConditionException failure(String problem) {
        return ConditionException.at(text, current().at(), problem);
    }
}
