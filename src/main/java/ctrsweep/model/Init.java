package ctrsweep.model;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/// How a weight begins.
public sealed interface Init {

    /// Fills `values`, a parameter's numbers in row-major order.
    ///
    /// @param columns length of a row
    void fill(float[] values, int columns, RandomGenerator random);

    record Constant(float value) implements Init {
        @Override
        public void fill(float[] values, int columns, RandomGenerator random) {
            Arrays.fill(values, value);
        }
    }

    /// Uniform in (-bound, bound).
    record Uniform(double bound) implements Init {
        @Override
        public void fill(float[] values, int columns, RandomGenerator random) {
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) random.nextDouble(-bound, bound);
            }
        }
    }

    /// A normal distribution of mean 0.
    record Normal(double deviation) implements Init {
        @Override
        public void fill(float[] values, int columns, RandomGenerator random) {
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) (deviation * random.nextGaussian());
            }
        }
    }

    /// The first row, the unknown id, is zero; the others begin as `rest` has it.
    record ButFirstRow(Init rest) implements Init {
        @Override
        public void fill(float[] values, int columns, RandomGenerator random) {
            float[] others = new float[values.length - columns];
            rest.fill(others, columns, random);
            System.arraycopy(others, 0, values, columns, others.length);
        }
    }

    /// Glorot and Bengio 2010: the bound sqrt(6 / (in + out)).
    static Init xavier(int in, int out) {
        return new Uniform(Math.sqrt(6.0 / (in + out)));
    }

    /// PyTorch's own for a linear layer's weight and bias: the bound 1 / sqrt(in).
    static Init linear(int in) {
        return new Uniform(1 / Math.sqrt(in));
    }
}
