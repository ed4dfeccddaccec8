package ctrsweep.report.importance;

import ctrsweep.space.Domain;
import ctrsweep.space.Value;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Where the points have one parameter: the cell of each, best point first.
final class Places {
    private static final int NONE = -1;

    private final String parameter;
    private final Grid grid;

    /// [#NONE] where the parameter takes no part.
    private final int[] cells;

    private Places(String parameter, Grid grid, int[] cells) {
        this.parameter = parameter;
        this.grid = grid;
        this.cells = cells;
    }

    /// @param points of which at least one has the parameter
    static Places of(String parameter, Optional<Domain> domain, List<Judged> points) {
        List<Value> seen = points.stream()
                .flatMap(point -> Optional.ofNullable(point.values().get(parameter)).stream())
                .toList();
        Grid grid = Grid.of(domain, seen);
        int[] cells = points.stream()
                .mapToInt(point -> Optional.ofNullable(point.values().get(parameter))
                        .map(grid::cell)
                        .orElse(NONE))
                .toArray();
        return new Places(parameter, grid, cells);
    }

    String parameter() {
        return parameter;
    }

    /// In how many points the parameter takes part.
    int count() {
        return (int) IntStream.of(cells).filter(cell -> cell != NONE).count();
    }

    /// How much otherwise the best points are spread than all: the Pearson divergence of the two densities, times
    /// alpha^2 / beta, where alpha is the share of the best points in which the parameter takes part, and beta the
    /// share of all points.
    ///
    /// Both are smoothed equally, as suits the best, and the prior, one observation among the best, has the same
    /// share in both: equal spreads have divergence 0.
    ///
    /// @param times how often each point counts
    /// @param best the number of points, from the first, that are the best ones
    double divergence(int[] times, int best) {
        int[] top = counts(times, best);
        int[] all = counts(times, times.length);
        double ofTop = IntStream.of(top).sum();
        double ofAll = IntStream.of(all).sum();
        if (ofTop == 0) {
            return 0;
        }
        double alpha = ofTop / IntStream.of(times).limit(best).sum();
        double beta = ofAll / IntStream.of(times).sum();
        Grid.Smoothing smoothing = grid.smoothing(top);
        return alpha * alpha / beta * pearson(smoothing.density(top, 1), smoothing.density(all, ofAll / ofTop));
    }

    /// How often each cell is met in the first points.
    private int[] counts(int[] times, int points) {
        int[] counts = new int[grid.size()];
        for (int point = 0; point < points; point++) {
            if (cells[point] != NONE) {
                counts[cells[point]] += times[point];
            }
        }
        return counts;
    }

    /// The mean, under q, of (p / q - 1)^2.
    private static double pearson(double[] p, double[] q) {
        double sum = 0;
        for (int cell = 0; cell < p.length; cell++) {
            sum += (p[cell] - q[cell]) * (p[cell] - q[cell]) / q[cell];
        }
        return sum;
    }
}
