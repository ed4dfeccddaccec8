package ctrsweep.space;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/// Reads a condition by recursive descent: one method for each rule of [Condition]'s grammar.
final class ConditionParser {
    static final int LONGEST = 10_000;

    /// Most nested parentheses and `not`s, which bounds the stack of recursive methods over conditions.
    static final int DEEPEST = 100;

    private final Tokens tokens;
    private int depth;

    ConditionParser(String text) {
        if (text.length() > LONGEST) {
            throw new ConditionException(
                    "a condition has at most %d characters, not %d".formatted(LONGEST, text.length()));
        }
        tokens = new Tokens(text);
    }

    Condition parse() {
        if (tokens.current().kind() == Token.Kind.END) {
            throw new ConditionException("the condition is empty; write one, such as val.auc > 0.7");
        }
        Condition condition = condition();
        if (tokens.current().kind() != Token.Kind.END) {
            throw tokens.expected("and, or, or the end");
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
        } while (tokens.accept(keyword));
        return parts;
    }

    private Condition one() {
        if (tokens.current().is("not")) {
            return new Condition.Not(deeper(this::one));
        }
        if (tokens.current().isSign("(")) {
            Condition inner = deeper(this::condition);
            tokens.expectSign(")", "and, or, or )");
            return inner;
        }
        return comparison();
    }

    /// Takes the `not` or the parenthesis, then the condition within it.
    private Condition deeper(Supplier<Condition> inner) {
        depth++;
        if (depth > DEEPEST) {
            throw tokens.failure("parentheses and not may be nested at most %d deep".formatted(DEEPEST));
        }
        tokens.take();
        Condition condition = inner.get();
        depth--;
        return condition;
    }

    private Condition comparison() {
        if (tokens.current().isName()) {
            return of(tokens.take().text());
        }
        Value literal = literal("a name or a value");
        Relation relation = relation().orElseThrow(() -> tokens.expected("=, !=, <, <=, > or >="));
        if (!tokens.current().isName()) {
            throw tokens.expected("a name");
        }
        return new Condition.Compared(tokens.take().text(), relation.mirrored(), new Operand.Literal(literal));
    }

    private Condition of(String name) {
        Optional<Relation> relation = relation();
        if (relation.isPresent()) {
            return new Condition.Compared(name, relation.get(), operand());
        }
        if (tokens.accept("is")) {
            return missing(name);
        }
        boolean negated = tokens.accept("not");
        if (tokens.accept("in")) {
            return new Condition.OneOf(name, values(), negated);
        }
        if (tokens.accept("like")) {
            return new Condition.Like(name, pattern(), negated);
        }
        throw tokens.expected(negated ? "in or like" : "=, !=, <, <=, >, >=, in, like or is");
    }

    private Condition missing(String name) {
        boolean negated = tokens.accept("not");
        if (!tokens.accept("null")) {
            throw tokens.expected(negated ? "null" : "null or not null");
        }
        Condition missing = new Condition.Missing(name);
        return negated ? new Condition.Not(missing) : missing;
    }

    private Optional<Relation> relation() {
        Optional<Relation> relation = tokens.current().kind() == Token.Kind.SIGN
                ? Relation.of(tokens.current().text())
                : Optional.empty();
        relation.ifPresent(_ -> tokens.take());
        return relation;
    }

    private Operand operand() {
        if (tokens.current().is("null")) {
            throw tokens.failure("nothing equals null; write is null or is not null instead of the relation");
        }
        return tokens.current().isName()
                ? new Operand.Word(tokens.take().text())
                : new Operand.Literal(literal("a value or a name"));
    }

    private List<Value> values() {
        tokens.expectSign("(", "( and values");
        List<Value> values = new ArrayList<>();
        do {
            values.add(literal("a value"));
        } while (tokens.acceptSign(","));
        tokens.expectSign(")", ", or )");
        return values;
    }

    private String pattern() {
        if (tokens.current().kind() != Token.Kind.QUOTED
                && (tokens.current().kind() != Token.Kind.WORD
                        || tokens.current().isKeyword())) {
            throw tokens.expected("a pattern, such as 'deep%',");
        }
        return tokens.take().text();
    }

    private Value literal(String expected) {
        return tokens.acceptSign("[") ? items() : scalar(expected);
    }

    private Value items() {
        List<Value> items = new ArrayList<>();
        if (!tokens.acceptSign("]")) {
            do {
                items.add(scalar("a value"));
            } while (tokens.acceptSign(","));
            tokens.expectSign("]", ", or ]");
        }
        return new Value.Items(items);
    }

    private Value scalar(String expected) {
        return switch (tokens.current().kind()) {
            case QUOTED -> new Value.Text(tokens.take().text());
            case WORD -> {
                if (tokens.current().isKeyword()) {
                    throw tokens.expected(expected);
                }
                yield word(tokens.take());
            }
            case NAME, SIGN, END -> throw tokens.expected(expected);
        };
    }

    private static Value word(Token word) {
        return word.isTruth()
                ? new Value.Bool(word.text().toLowerCase(Locale.ROOT).equals("true"))
                : Numeral.read(word.text()).orElseGet(() -> new Value.Text(word.text()));
    }
}
