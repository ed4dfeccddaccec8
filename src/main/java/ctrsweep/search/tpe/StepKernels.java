package ctrsweep.search.tpe;

import ctrsweep.search.StandardNormal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/// The kernels of a parameter with evenly spaced numbers. The probability of a number is that of the cell around
/// it, half a step to either side.
///
/// Equal kernels, which are frequent if few values are observed often, are computed once. Coordinates are on the
/// parameter's scale: logarithms of the numbers on a log scale.
final class StepKernels implements Kernels {
    /// Distance in standard deviations from which a wide cell gets only an upper bound of its probability, e^-72 at
    /// most, which is negligible beside the prior's.
    private static final double OUT_OF_SIGHT = 12;

    private final Steps steps;
    private final Normals normals;

    /// The kind of each kernel; kernels of the same kind are equal.
    private final int[] kinds;

    /// One kernel of each kind.
    private final int[] examples;
    private final double[] logMasses;
    private final double[] logDeviations;

    /// Those that were computed, by coordinate: candidates often share a number.
    private final Map<Double, LogTerms> terms = new HashMap<>();

    StepKernels(Steps steps, SortedColumn observed, Normals normals) {
        this.steps = steps;
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
        examples = Arrays.copyOf(first, count);
        logMasses = Arrays.stream(examples).mapToDouble(normals::logMass).toArray();
        logDeviations = Arrays.stream(examples)
                .mapToDouble(kernel -> Math.log(normals.deviation(kernel)))
                .toArray();
    }

    private boolean same(int kernel, int other) {
        return normals.mean(kernel) == normals.mean(other) && normals.deviation(kernel) == normals.deviation(other);
    }

    @Override
    public LogTerms at(double x) {
        return terms.computeIfAbsent(x, this::terms);
    }

    private LogTerms terms(double x) {
        double low = steps.scaled(steps.number(x) - steps.step() / 2);
        double high = steps.scaled(steps.number(x) + steps.step() / 2);
        double logWidth = Math.log(high - low);
        double[] byKind = new double[examples.length];
        for (int kind = 0; kind < byKind.length; kind++) {
            byKind[kind] = logMass(kind, low, high, logWidth) - logMasses[kind];
        }
        return (logs, from, count) -> {
            for (int i = 0; i < count; i++) {
                logs[i] += byKind[kinds[from + i]];
            }
        };
    }

    /// The logarithm of the probability of a cell under a kernel before truncation.
    private double logMass(int kind, double low, double high, double logWidth) {
        int kernel = examples[kind];
        double middle = normals.standard(kernel, (low + high) / 2);
        double width = (high - low) / normals.deviation(kernel);
        if (StandardNormal.isNarrow(middle, width)) {
            return StandardNormal.logNarrowMass(middle, width, logWidth - logDeviations[kind]);
        }
        double distance = Math.abs(middle) - width / 2;
        return distance > OUT_OF_SIGHT
                ? -distance * distance / 2
                : StandardNormal.logMass(normals.standard(kernel, low), normals.standard(kernel, high));
    }

    @Override
    public double sample(int kernel, RandomGenerator random) {
        return steps.scaled(steps.number(normals.quantile(kernel, random.nextDouble())));
    }
}
