package ctrsweep.report.importance;

import ctrsweep.space.Domain;
import ctrsweep.space.Value;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// The cell of one parameter's [Grid] that each point falls into, best point first.
final class ParameterCells {
    private static final int NONE = -1;

    private final String parameter;
    private final Grid grid;

    /// [#NONE] for a point in which the parameter is inactive.
    private final int[] cells;

    private ParameterCells(String parameter, Grid grid, int[] cells) {
        this.parameter = parameter;
        this.grid = grid;
        this.cells = cells;
    }

    /// @param points at least one of which has the parameter
    static ParameterCells of(String parameter, Optional<Domain> domain, List<ScoredPoint> points) {
        List<Value> seen = points.stream()
                .flatMap(point -> Optional.ofNullable(point.values().get(parameter)).stream())
                .toList();
        Grid grid = Grid.of(domain, seen);
        int[] cells = points.stream()
                .mapToInt(point -> Optional.ofNullable(point.values().get(parameter))
                        .map(grid::cell)
                        .orElse(NONE))
                .toArray();
        return new ParameterCells(parameter, grid, cells);
    }

    String parameter() {
        return parameter;
    }

    /// The number of points in which the parameter is active.
    int count() {
        return (int) IntStream.of(cells).filter(cell -> cell != NONE).count();
    }

    /// How much the distribution of the best points differs from that of all points: the Pearson divergence of the
    /// two densities, times alpha^2 / beta, where alpha is the share of the best points in which the parameter is
    /// active, and beta that of all points.
    ///
    /// Both densities are smoothed with the width for the best points, and the prior, one observation among the
    /// best, has the same share in both, so equal distributions have divergence 0.
    ///
    /// @param times how often each point counts
    /// @param best the number of best points, which come first
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

    /// The counts of the cells among the first `points` points.
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
