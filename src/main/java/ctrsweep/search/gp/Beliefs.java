package ctrsweep.search.gp;

import ctrsweep.search.Belief;
import ctrsweep.search.StandardNormal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// Where good points are expected before any trial: a density that is the product of one for each parameter.
///
/// The density of a coordinate on an ordered axis is normal, cut off at its ends.
final class Beliefs {
    private final List<Optional<Believed>> believed;
    private final List<Dimension> dimensions;

    /// @param place the coordinate of the expected value
    private record Believed(double place, Belief.Sure sure) {}

    /// @param beliefs by key; the values are in their domains
    Beliefs(Coordinates coordinates, Map<String, Belief> beliefs) {
        dimensions = coordinates.dimensions();
        believed = new ArrayList<>();
        for (int d = 0; d < dimensions.size(); d++) {
            Dimension dimension = dimensions.get(d);
            believed.add(Optional.ofNullable(beliefs.get(coordinates.keys().get(d)))
                    .map(belief -> new Believed(dimension.coordinate(belief.around()), belief.sure())));
        }
    }

    boolean areNone() {
        return believed.stream().allMatch(Optional::isEmpty);
    }

    /// The logarithm of the density, up to a constant. A parameter that is inactive does not count.
    double log(double[] row) {
        double sum = 0;
        for (int d = 0; d < row.length; d++) {
            if (believed.get(d).isPresent() && !Double.isNaN(row[d])) {
                sum += log(believed.get(d).get(), dimensions.get(d), row[d]);
            }
        }
        return sum;
    }

    private static double log(Believed belief, Dimension dimension, double coordinate) {
        double away = (coordinate - belief.place) / belief.sure.deviation();
        return dimension.isOrdered() ? -away * away / 2 : coordinate == belief.place ? Math.log(belief.sure.odds()) : 0;
    }

    /// The derivative of the logarithm by an ordered coordinate.
    double slope(int dimension, double coordinate) {
        return believed.get(dimension)
                .map(belief -> (belief.place - coordinate) / (belief.sure.deviation() * belief.sure.deviation()))
                .orElse(0.0);
    }

    /// The coordinates of quantiles of the density.
    ///
    /// @param shares one for each parameter, in [0, 1)
    double[] latent(double[] shares) {
        return IntStream.range(0, shares.length)
                .mapToDouble(d -> believed.get(d)
                        .map(belief -> quantile(belief, dimensions.get(d), shares[d]))
                        .orElseGet(() -> dimensions.get(d).quantile(shares[d])))
                .toArray();
    }

    private static double quantile(Believed belief, Dimension dimension, double u) {
        return switch (dimension) {
            case Dimension.Line _ -> {
                double deviation = belief.sure.deviation();
                yield Math.clamp(
                        belief.place
                                + deviation
                                        * StandardNormal.quantile(
                                                u, -belief.place / deviation, (1 - belief.place) / deviation),
                        0,
                        1);
            }
            case Dimension.Listed listed -> {
                double[] densities = IntStream.range(0, listed.size())
                        .mapToDouble(index -> Math.exp(log(belief, listed, listed.place(index))))
                        .toArray();
                double rest = u
                        * IntStream.range(0, densities.length)
                                .mapToDouble(i -> densities[i])
                                .sum();
                int index = 0;
                while (index < densities.length - 1 && rest >= densities[index]) {
                    rest -= densities[index++];
                }
                yield listed.place(index);
            }
        };
    }
}
