package ctrsweep.report.importance;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;

/// Points in the order of their losses, and where they have each parameter.
final class Contest {
    private final double[] losses;
    private final List<Places> places;

    /// @param losses ascending
    Contest(double[] losses, List<Places> places) {
        this.losses = losses;
        this.places = List.copyOf(places);
    }

    List<Places> places() {
        return places;
    }

    /// Why nothing can be told; empty where something can.
    Optional<String> refusal() {
        if (points() < PedAnova.FEWEST_POINTS) {
            return Optional.of(
                    "it takes %d points with a result, and there are %d".formatted(PedAnova.FEWEST_POINTS, points()));
        }
        if (points() - pruned() < 2) {
            return Optional.of("all points but %d were pruned".formatted(points() - pruned()));
        }
        if (losses[0] == losses[points() - 1]) {
            return Optional.of("all %d points are equally good".formatted(points()));
        }
        return DoubleStream.of(divergences(once())).sum() > 0
                ? Optional.empty()
                : Optional.of("no parameter has other values among the best points than among all");
    }

    int points() {
        return losses.length;
    }

    int pruned() {
        return (int) DoubleStream.of(losses).filter(Double::isInfinite).count();
    }

    /// How many are the best ones.
    int best() {
        return best(once());
    }

    /// Of each parameter; they sum to 1.
    double[] shares() {
        return shares(once());
    }

    /// The same if each point were there so many times; NaN where nothing can be told then.
    double[] shares(int[] times) {
        double[] divergences = divergences(times);
        double sum = DoubleStream.of(divergences).sum();
        return DoubleStream.of(divergences).map(divergence -> divergence / sum).toArray();
    }

    private double[] divergences(int[] times) {
        int best = best(times);
        return places.stream().mapToDouble(each -> each.divergence(times, best)).toArray();
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
