package ctrsweep.search.tpe;

import java.util.random.RandomGenerator;

/// One parameter's part of a Parzen estimator: a density around each observation, in the order of the observations,
/// and the prior last.
interface Kernels {

    /// The log densities of a coordinate under each kernel.
    LogTerms at(double x);

    /// Draws a coordinate from one of the kernels.
    double sample(int kernel, RandomGenerator random);

    /// Log densities of one coordinate.
    interface LogTerms {

        /// Adds the log density under kernel `first + i` to each of the first `count` numbers.
        void addTo(double[] logs, int first, int count);
    }
}
