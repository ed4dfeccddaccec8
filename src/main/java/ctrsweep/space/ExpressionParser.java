package ctrsweep.space;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads an [Expression] by recursive descent.
final class ExpressionParser {
    private static final Pattern NUMBER = Pattern.compile("([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]+)?");
    private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_@.]*");
    private static final int DEEPEST = 100;
    private static final int LONGEST = 1000;

    /// The functions and their largest number of operands.
    private static final Map<Expression.Operation, Integer> MOST_OPERANDS = Map.of(
            Expression.Operation.MIN, 100,
            Expression.Operation.MAX, 100,
            Expression.Operation.ABS, 1,
            Expression.Operation.ROUND, 1,
            Expression.Operation.FLOOR, 1,
            Expression.Operation.SQRT, 1,
            Expression.Operation.LOG, 1,
            Expression.Operation.LOG10, 1,
            Expression.Operation.LOG1P, 1,
            Expression.Operation.EXP, 1);

    private final String text;
    private int at;
    private int depth;

    ExpressionParser(String text) {
        if (text.length() > LONGEST) {
            throw new ConditionException(
                    "an expression has at most %d characters, not %d".formatted(LONGEST, text.length()));
        }
        this.text = text;
    }

    Expression parse() {
        Expression whole = sum();
        if (at < text.length()) {
            throw expected("an operator");
        }
        return whole;
    }

    private Expression sum() {
        if (++depth > DEEPEST) {
            throw failure(at, "nested too deeply");
        }
        Expression left = product();
        while (true) {
            if (accept('+')) {
                left = of(Expression.Operation.ADD, left, product());
            } else if (accept('-')) {
                left = of(Expression.Operation.SUBTRACT, left, product());
            } else {
                depth--;
                return left;
            }
        }
    }

    private Expression product() {
        Expression left = factor();
        while (true) {
            if (accept('*')) {
                left = of(Expression.Operation.MULTIPLY, left, factor());
            } else if (accept('/')) {
                left = of(Expression.Operation.DIVIDE, left, factor());
            } else {
                return left;
            }
        }
    }

    private Expression factor() {
        int minuses = 0;
        while (accept('-')) {
            minuses++;
        }
        Expression unsigned = unsigned();
        return minuses % 2 == 0 ? unsigned : of(Expression.Operation.NEGATE, unsigned);
    }

    private Expression unsigned() {
        if (accept('(')) {
            Expression inner = sum();
            expect(')');
            return inner;
        }
        Matcher number = NUMBER.matcher(text).region(at, text.length());
        if (number.lookingAt()) {
            return new Expression.Literal(Double.parseDouble(taken(number)));
        }
        if (at < text.length() && text.charAt(at) == '`') {
            Lexer.Quoted quoted = Lexer.quoted(text, at);
            at = quoted.end();
            skipSpace();
            return new Expression.Name(quoted.held());
        }
        Matcher name = NAME.matcher(text).region(at, text.length());
        if (!name.lookingAt()) {
            throw expected("a number or a name");
        }
        int start = at;
        String word = taken(name);
        return accept('(') ? call(word, start) : new Expression.Name(word);
    }

    private Expression call(String function, int start) {
        Expression.Operation operation = MOST_OPERANDS.keySet().stream()
                .filter(known -> known.name().toLowerCase(Locale.ROOT).equals(function))
                .findFirst()
                .orElseThrow(() -> failure(
                        start,
                        "no such function: " + function
                                + "; functions: min, max, abs, round, floor, sqrt, log, log10, log1p, exp"));
        List<Expression> operands = new ArrayList<>();
        do {
            operands.add(sum());
        } while (accept(','));
        expect(')');
        if (operands.size() > MOST_OPERANDS.getOrDefault(operation, 1)) {
            throw failure(start, function + " takes one number");
        }
        return new Expression.Applied(operation, operands);
    }

    private static Expression of(Expression.Operation operation, Expression... operands) {
        return new Expression.Applied(operation, List.of(operands));
    }

    private String taken(Matcher matcher) {
        at = matcher.end();
        skipSpace();
        return matcher.group();
    }

    private boolean accept(char sign) {
        skipSpace();
        boolean there = at < text.length() && text.charAt(at) == sign;
        at += there ? 1 : 0;
        skipSpace();
        return there;
    }

    private void expect(char sign) {
        if (!accept(sign)) {
            throw expected(Character.toString(sign));
        }
    }

    private void skipSpace() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private ConditionException failure(int where, String problem) {
        return ConditionException.at("expression", text, where, problem);
    }

    private ConditionException expected(String what) {
        return failure(at, "expected " + what);
    }
}
