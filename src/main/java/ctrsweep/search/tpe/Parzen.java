package ctrsweep.search.tpe;

import java.util.List;
import java.util.random.RandomGenerator;

/// A Parzen estimator of a density over several parameters: a mixture with one component for each observation and
/// one for the prior; a component is the product of one kernel of each parameter (Falkner et al. 2018; Watanabe
/// 2023).
final class Parzen {
    /// The number of kernels evaluated together, which bounds the memory of a density.
    private static final int BLOCK = 256;

    private final double[] weights;
    private final double[] logWeights;
    private final List<Kernels> kernels;

    /// @param weights of the products, the prior's last; they sum to 1
    /// @param kernels of each parameter
    Parzen(double[] weights, List<Kernels> kernels) {
        this.weights = weights;
        this.logWeights = java.util.Arrays.stream(weights).map(Math::log).toArray();
        this.kernels = kernels;
    }

    /// Draws a point, with coordinates in the order of the parameters.
    double[] sample(RandomGenerator random) {
        int product = product(random.nextDouble());
        return kernels.stream()
                .mapToDouble(each -> each.sample(product, random))
                .toArray();
    }

    private int product(double u) {
        int product = 0;
        double rest = u - weights[0];
        while (rest >= 0 && product < weights.length - 1) {
            product++;
            rest -= weights[product];
        }
        return product;
    }

    double logDensity(double[] point) {
        Kernels.LogTerms[] terms = new Kernels.LogTerms[point.length];
        for (int d = 0; d < point.length; d++) {
            terms[d] = kernels.get(d).at(point[d]);
        }
        double[] logs = new double[BLOCK];
        LogSum sum = new LogSum();
        for (int first = 0; first < logWeights.length; first += BLOCK) {
            int count = Math.min(BLOCK, logWeights.length - first);
            System.arraycopy(logWeights, first, logs, 0, count);
            for (Kernels.LogTerms each : terms) {
                each.addTo(logs, first, count);
            }
            sum.add(logs, count);
        }
        return sum.value();
    }
}
