package ctrsweep.space;

import java.util.Optional;
import java.util.OptionalDouble;

/// A comparison of two values.
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

    /// The sign in conditions and in SQL.
    public String sign() {
        return sign;
    }

    /// Whether it compares by order, not by equality only.
    public boolean isOrder() {
        return this != EQUAL && this != UNEQUAL;
    }

    /// Whether the relation holds between two values. Integers, real numbers and lists of one number are compared
    /// as numbers, and texts by their characters. Other values can only be equal or not.
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

    /// The relation with its sides exchanged: `a < b` is `b > a`.
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
