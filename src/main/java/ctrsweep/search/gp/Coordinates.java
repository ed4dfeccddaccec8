package ctrsweep.search.gp;

import ctrsweep.space.Assignment;
import ctrsweep.space.Space;
import ctrsweep.space.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// The points of a space as rows of coordinates, one for each parameter in the order of the spec.
///
/// A parameter without a value is inactive: its coordinate is NaN. The trial then uses the base's value, which is one
/// more value of that parameter.
///
/// @param dimensions one for each key
record Coordinates(Space space, List<String> keys, List<Dimension> dimensions) {

    static Coordinates of(Space space) {
        return new Coordinates(
                space,
                List.copyOf(space.parameters().keySet()),
                space.domains().values().stream().map(Dimension::of).toList());
    }

    /// The coordinates of an observed point.
    ///
    /// @return empty if the point has no parameter of this space, or a value that has no place in its domain
    Optional<double[]> of(Assignment point) {
        double[] row = new double[keys.size()];
        for (int d = 0; d < row.length; d++) {
            Value value = point.values().get(keys.get(d));
            row[d] = value == null ? Double.NaN : dimensions.get(d).coordinate(value);
            if (value != null && Double.isNaN(row[d])) {
                return Optional.empty();
            }
        }
        boolean strange = keys.stream().noneMatch(point.values()::containsKey);
        return strange && !keys.isEmpty() ? Optional.empty() : Optional.of(row);
    }

    /// The coordinates with NaN for inactive parameters.
    ///
    /// @param latent coordinates of all parameters, active or not
    /// @return empty if a constraint forbids the point
    Optional<double[]> row(double[] latent) {
        double[] row = latent.clone();
        if (space.isPlain()) {
            return Optional.of(row);
        }
        Assignment point = point(latent);
        for (int d = 0; d < row.length; d++) {
            if (!point.values().containsKey(keys.get(d))) {
                row[d] = Double.NaN;
            }
        }
        return space.allows(point) ? Optional.of(row) : Optional.empty();
    }

    /// The point of the values nearest to the coordinates. It may violate a constraint.
    ///
    /// @param latent coordinates of all parameters, active or not
    Assignment point(double[] latent) {
        Map<String, Value> values = new HashMap<>();
        for (int d = 0; d < latent.length; d++) {
            values.put(keys.get(d), dimensions.get(d).value(latent[d]));
        }
        return space.assign(key -> Objects.requireNonNull(values.get(key)));
    }
}
