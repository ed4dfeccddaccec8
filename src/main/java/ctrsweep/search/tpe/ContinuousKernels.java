package ctrsweep.search.tpe;

import ctrsweep.search.StandardNormal;
import java.util.random.RandomGenerator;

/// The kernels of a real-valued parameter. Coordinates and densities are on its scale: logarithms on a log scale.
final class ContinuousKernels implements Kernels {
    private final Normals normals;
    private final double[] means;
    private final double[] precisions;
    private final double[] constants;

    ContinuousKernels(Normals normals) {
        this.normals = normals;
        int n = normals.size();
        means = new double[n];
        precisions = new double[n];
        constants = new double[n];
        for (int kernel = 0; kernel < n; kernel++) {
            means[kernel] = normals.mean(kernel);
            precisions[kernel] = 1 / normals.deviation(kernel);
            constants[kernel] =
                    -StandardNormal.LOG_ROOT_TWO_PI - Math.log(normals.deviation(kernel)) - normals.logMass(kernel);
        }
    }

    @Override
    public LogTerms at(double x) {
        return (logs, first, count) -> {
            for (int i = 0; i < count; i++) {
                double z = (x - means[first + i]) * precisions[first + i];
                logs[i] += constants[first + i] - z * z / 2;
            }
        };
    }

    @Override
    public double sample(int kernel, RandomGenerator random) {
        return normals.quantile(kernel, random.nextDouble());
    }
}
