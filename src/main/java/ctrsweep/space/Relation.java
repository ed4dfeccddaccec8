package ctrsweep.space;

import java.util.Optional;

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
