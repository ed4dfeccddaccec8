package ctrsweep.space;

import java.util.Optional;
import java.util.OptionalDouble;

/// How two values may stand to each other.
public enum Relation {
    EQUAL("="),
    UNEQUAL("!="),
    LESS("<"),
    AT_MOST("<="),
    MORE(">"),
    AT_LEAST(">=");

    private final String sign;

    Relation(String sign) {
        this.sign = sign;
    }

    /// As a condition is printed; SQL writes it so, too.
    public String sign() {
        return sign;
    }

    /// Whether it asks for order, not only whether two are the same.
    public boolean isOrder() {
        return this != EQUAL && this != UNEQUAL;
    }

    /// Whether two values stand so to each other. Numbers of both kinds are compared as numbers, a list of one number
    /// as that number, text by its characters; all else is the same or not, and has no order.
    public boolean holds(Value left, Value right) {
        OptionalDouble one = left.number();
        OptionalDouble other = right.number();
        if (one.isPresent() && other.isPresent()) {
            return holds(Double.compare(one.getAsDouble(), other.getAsDouble()));
        }
        if (left instanceof Value.Text(String text) && right instanceof Value.Text(String second)) {
            return holds(text.compareTo(second));
        }
        return switch (this) {
            case EQUAL -> left.equals(right);
            case UNEQUAL -> !left.equals(right);
            case LESS, AT_MOST, MORE, AT_LEAST -> false;
        };
    }

    private boolean holds(int order) {
        return switch (this) {
            case EQUAL -> order == 0;
            case UNEQUAL -> order != 0;
            case LESS -> order < 0;
            case AT_MOST -> order <= 0;
            case MORE -> order > 0;
            case AT_LEAST -> order >= 0;
        };
    }

    static Optional<Relation> of(String written) {
        for (Relation relation : values()) {
            if (relation.sign.equals(written)) {
                return Optional.of(relation);
            }
        }
        return switch (written) {
            case "==" -> Optional.of(EQUAL);
            case "<>" -> Optional.of(UNEQUAL);
            default -> Optional.empty();
        };
    }

    /// The same with sides changed: `a < b` is `b > a`.
    Relation mirrored() {
        return switch (this) {
            case EQUAL -> EQUAL;
            case UNEQUAL -> UNEQUAL;
            case LESS -> MORE;
            case AT_MOST -> AT_LEAST;
            case MORE -> LESS;
            case AT_LEAST -> AT_MOST;
        };
    }
}
