package ctrsweep.report.importance;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;

/// Points in the order of their losses, with the cell of each parameter that they fall into.
final class RankedPoints {
    private final double[] losses;
    private final List<ParameterCells> parameters;

    /// @param losses ascending
    RankedPoints(double[] losses, List<ParameterCells> parameters) {
        this.losses = losses;
        this.parameters = List.copyOf(parameters);
    }

    List<ParameterCells> parameters() {
        return parameters;
    }

    /// Says why importance cannot be computed; empty if it can.
    Optional<String> refusal() {
        if (points() < PedAnova.FEWEST_POINTS) {
            return Optional.of(
                    "it needs %d points with a result, and there are %d".formatted(PedAnova.FEWEST_POINTS, points()));
        }
        if (points() - pruned() < 2) {
            return Optional.of("all points but %d were pruned".formatted(points() - pruned()));
        }
        if (losses[0] == losses[points() - 1]) {
            return Optional.of("all %d points are equally good".formatted(points()));
        }
        return DoubleStream.of(divergences(once())).sum() > 0
                ? Optional.empty()
                : Optional.of("every parameter has the same distribution among the best points as among all");
    }

    int points() {
        return losses.length;
    }

    int pruned() {
        return (int) DoubleStream.of(losses).filter(Double::isInfinite).count();
    }

    /// The number of best points.
    int best() {
        return best(once());
    }

    /// The share of each parameter; they sum to 1.
    double[] shares() {
        return shares(once());
    }

    /// The shares with each point counted `times` times; NaN if all divergences are 0.
    double[] shares(int[] times) {
        double[] divergences = divergences(times);
        double sum = DoubleStream.of(divergences).sum();
        return DoubleStream.of(divergences).map(divergence -> divergence / sum).toArray();
    }

    private double[] divergences(int[] times) {
        int best = best(times);
        return parameters.stream()
                .mapToDouble(each -> each.divergence(times, best))
                .toArray();
    }

    private int[] once() {
        int[] times = new int[points()];
        Arrays.fill(times, 1);
        return times;
    }

    private int best(int[] times) {
        int wanted = wanted();
        int best = 0;
        for (int count = 0; best < points() && Double.isFinite(losses[best]) && count < wanted; best++) {
            count += times[best];
        }
        while (best > 0 && best < points() && losses[best] == losses[best - 1]) {
            best++;
        }
        return best;
    }

    private int wanted() {
        int tenth = Math.ceilDiv(points(), 10);
        return Math.max(tenth, Math.min(10, Math.ceilDiv(points(), 4)));
    }
}
