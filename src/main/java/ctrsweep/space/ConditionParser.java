package ctrsweep.space;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/// Reads a condition by recursive descent: one method for each rule of [Condition]'s grammar.
final class ConditionParser {
    /// Longest condition, in characters.
    static final int LONGEST = 10_000;

    /// Parentheses and `not`s within each other, which bounds the stack of whoever walks a condition.
    static final int DEEPEST = 100;

    private final String text;
    private final List<Token> tokens;
    private int position;
    private int depth;

    ConditionParser(String text) {
        if (text.length() > LONGEST) {
            throw new ConditionException(
                    "a condition has at most %d characters, not %d".formatted(LONGEST, text.length()));
        }
        this.text = text;
        tokens = Lexer.tokens(text);
    }

    Condition parse() {
        if (current().kind() == Token.Kind.END) {
            throw new ConditionException("the condition is empty; write one, as val.auc > 0.7");
        }
        Condition condition = condition();
        if (current().kind() != Token.Kind.END) {
            throw expected("and, or, or the end");
        }
        return condition;
    }

    private Condition condition() {
        List<Condition> parts = separated("or", this::all);
        return parts.size() == 1 ? parts.getFirst() : new Condition.Or(parts);
    }

    private Condition all() {
        List<Condition> parts = separated("and", this::one);
        return parts.size() == 1 ? parts.getFirst() : new Condition.And(parts);
    }

    private List<Condition> separated(String keyword, Supplier<Condition> part) {
        List<Condition> parts = new ArrayList<>();
        do {
            parts.add(part.get());
        } while (accept(keyword));
        return parts;
    }

    private Condition one() {
        if (current().is("not")) {
            return new Condition.Not(deeper(this::one));
        }
        if (current().isSign("(")) {
            Condition inner = deeper(this::condition);
            expectSign(")", "and, or, or )");
            return inner;
        }
        return comparison();
    }

    /// Takes the `not` or the parenthesis, then what it applies to.
    private Condition deeper(Supplier<Condition> inner) {
        depth++;
        if (depth > DEEPEST) {
            throw failure("parentheses and not go at most %d deep: one too many".formatted(DEEPEST));
        }
        position++;
        Condition condition = inner.get();
        depth--;
        return condition;
    }

    private Condition comparison() {
        if (current().isName()) {
            return of(take().text());
        }
        Value literal = literal("a name or a value");
        Relation relation = relation().orElseThrow(() -> expected("=, !=, <, <=, > or >="));
        if (!current().isName()) {
            throw expected("a name");
        }
        return new Condition.Compared(take().text(), relation.mirrored(), new Operand.Literal(literal));
    }

    private Condition of(String name) {
        Optional<Relation> relation = relation();
        if (relation.isPresent()) {
            return new Condition.Compared(name, relation.get(), operand());
        }
        if (accept("is")) {
            return missing(name);
        }
        boolean negated = accept("not");
        if (accept("in")) {
            return new Condition.OneOf(name, values(), negated);
        }
        if (accept("like")) {
            return new Condition.Like(name, pattern(), negated);
        }
        throw expected(negated ? "in or like" : "=, !=, <, <=, >, >=, in, like or is");
    }

    private Condition missing(String name) {
        boolean negated = accept("not");
        if (!accept("null")) {
            throw expected(negated ? "null" : "null or not null");
        }
        Condition missing = new Condition.Missing(name);
        return negated ? new Condition.Not(missing) : missing;
    }

    private Optional<Relation> relation() {
        Optional<Relation> relation =
                current().kind() == Token.Kind.SIGN ? Relation.of(current().text()) : Optional.empty();
        relation.ifPresent(_ -> position++);
        return relation;
    }

    private Operand operand() {
        if (current().is("null")) {
            throw failure("nothing equals null; write is null or is not null instead of the relation");
        }
        return current().isName() ? new Operand.Word(take().text()) : new Operand.Literal(literal("a value or a name"));
    }

    private List<Value> values() {
        expectSign("(", "( and values");
        List<Value> values = new ArrayList<>();
        do {
            values.add(literal("a value"));
        } while (acceptSign(","));
        expectSign(")", ", or )");
        return values;
    }

    private String pattern() {
        if (current().kind() != Token.Kind.QUOTED
                && (current().kind() != Token.Kind.WORD || current().isKeyword())) {
            throw expected("a pattern, as 'deep%',");
        }
        return take().text();
    }

    private Value literal(String expected) {
        return acceptSign("[") ? items() : scalar(expected);
    }

    private Value items() {
        List<Value> items = new ArrayList<>();
        if (!acceptSign("]")) {
            do {
                items.add(scalar("a value"));
            } while (acceptSign(","));
            expectSign("]", ", or ]");
        }
        return new Value.Items(items);
    }

    private Value scalar(String expected) {
        return switch (current().kind()) {
            case QUOTED -> new Value.Text(take().text());
            case WORD -> {
                if (current().isKeyword()) {
                    throw expected(expected);
                }
                yield word(take());
            }
            case SIGN, END -> throw expected(expected);
        };
    }

    private static Value word(Token word) {
        return word.isTruth()
                ? new Value.Bool(word.text().toLowerCase(Locale.ROOT).equals("true"))
                : Numeral.read(word.text()).orElseGet(() -> new Value.Text(word.text()));
    }

    private Token current() {
        return tokens.get(position);
    }

    private Token take() {
        return tokens.get(position++);
    }

    private boolean accept(String keyword) {
        boolean there = current().is(keyword);
        position += there ? 1 : 0;
        return there;
    }

    private boolean acceptSign(String sign) {
        boolean there = current().isSign(sign);
        position += there ? 1 : 0;
        return there;
    }

    private void expectSign(String sign, String expected) {
        if (!acceptSign(sign)) {
            throw expected(expected);
        }
    }

    private ConditionException expected(String expected) {
        return failure("expected " + expected);
    }

    private ConditionException failure(String problem) {
        return ConditionException.at(text, current().at(), problem);
    }
}
