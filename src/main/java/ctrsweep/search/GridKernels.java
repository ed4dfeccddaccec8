package ctrsweep.search;

import java.util.random.RandomGenerator;

/// Of a parameter with evenly spaced numbers: each has the probability of the cell around it, half a step to either
/// side.
///
/// Kernels that are the same, as many are where few values are observed often, are computed once. Coordinates are
/// on its scale: logarithms of the numbers on a log scale.
final class GridKernels implements Kernels {
    private final Grid grid;
    private final Normals normals;

    /// For each kernel, the number of the first kernel in ascending order that is the same.
    private final int[] kinds;

    private final int[] examples;
    private final double[] logMasses;

    GridKernels(Grid grid, Column observed, Normals normals) {
        this.grid = grid;
        this.normals = normals;
        kinds = new int[normals.size()];
        int[] first = new int[normals.size()];
        int count = 0;
        for (int rank = 0; rank < normals.size(); rank++) {
            int kernel = rank == observed.size() ? rank : observed.ascending(rank);
            if (rank == 0 || !same(kernel, first[count - 1])) {
                first[count++] = kernel;
            }
            kinds[kernel] = count - 1;
        }
        examples = java.util.Arrays.copyOf(first, count);
        logMasses =
                java.util.Arrays.stream(examples).mapToDouble(normals::logMass).toArray();
    }

    private boolean same(int kernel, int other) {
        return normals.mean(kernel) == normals.mean(other) && normals.deviation(kernel) == normals.deviation(other);
    }

    @Override
    public LogTerms at(double x) {
        double low = grid.scaled(grid.number(x) - grid.step() / 2);
        double high = grid.scaled(grid.number(x) + grid.step() / 2);
        double[] byKind = new double[examples.length];
        for (int kind = 0; kind < byKind.length; kind++) {
            int kernel = examples[kind];
            byKind[kind] = StandardNormal.logMass(normals.standard(kernel, low), normals.standard(kernel, high))
                    - logMasses[kind];
        }
        return (logs, from, count) -> {
            for (int i = 0; i < count; i++) {
                logs[i] += byKind[kinds[from + i]];
            }
        };
    }

    @Override
    public double sample(int kernel, RandomGenerator random) {
        return grid.scaled(grid.number(normals.quantile(kernel, random.nextDouble())));
    }
}
