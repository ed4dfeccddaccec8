package ctrsweep.model;

import java.util.List;

/// A list of real numbers among a script's attributes, which even when empty is no list of integers.
record Reals(List<Double> values) {
    Reals {
        values = List.copyOf(values);
    }

    static Reals of(List<Double> values) {
        return new Reals(values);
    }
}
