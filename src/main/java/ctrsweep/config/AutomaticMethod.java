package ctrsweep.config;

import ctrsweep.search.tpe.TpeSettings;
import ctrsweep.space.Space;
import java.math.BigInteger;
import java.util.OptionalLong;

/// The method of a spec that names none, or `auto`.
///
/// @param reason a phrase for people
record AutomaticMethod(Method method, String reason) {
    /// The Gaussian process does not use more results than some hundreds.
    private static final long MOST_POINTS = 1_000;

    /// @param trials of the budget; empty if it has no end
    /// @param repeats trials of a point
    static AutomaticMethod of(Space space, OptionalLong trials, int repeats) {
        long points = trials.orElse(Long.MAX_VALUE) / repeats;
        BigInteger size = space.size().orElse(BigInteger.valueOf(Long.MAX_VALUE));
        if (space.size().isPresent() && size.compareTo(BigInteger.valueOf(points)) <= 0) {
            return new AutomaticMethod(
                    new Method.Grid(),
                    trials.isPresent()
                            ? "the budget is enough for all %,d points".formatted(size)
                            : "without a budget, all %,d points are tried".formatted(size));
        }
        Method tpe = new Method.Tpe(TpeSettings.DEFAULTS);
        if (points > MOST_POINTS) {
            return new AutomaticMethod(
                    tpe, "more than %,d points are too many for a Gaussian process".formatted(MOST_POINTS));
        }
        long conditional = space.parameters().values().stream()
                .filter(parameter -> parameter.when().isPresent())
                .count();
        if (2 * conditional > space.parameters().size()) {
            return new AutomaticMethod(
                    tpe,
                    "%d of %d parameters have a condition"
                            .formatted(conditional, space.parameters().size()));
        }
        return new AutomaticMethod(
                new Method.Gp(), "a Gaussian process learns most from few trials, here %,d points".formatted(points));
    }
}
