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
            draw(values, 0, bound, random);
        }
    }

    /// As [Uniform], but the first row, the unknown id, is zero.
    record UniformButFirstRow(double bound) implements Init {
        @Override
        public void fill(float[] values, int columns, RandomGenerator random) {
            draw(values, columns, bound, random);
        }
    }

    /// Glorot and Bengio 2010: the bound sqrt(6 / (in + out)).
    static Init xavier(int in, int out) {
        return new Uniform(Math.sqrt(6.0 / (in + out)));
    }

    /// Xavier over the rows after the first, as if the table had only these.
    static Init xavierTable(int rows, int columns) {
        return rows < 2 ? new Constant(0) : new UniformButFirstRow(Math.sqrt(6.0 / (rows - 1 + columns)));
    }

    /// PyTorch's own for a linear layer's weight and bias: the bound 1 / sqrt(in).
    static Init linear(int in) {
        return new Uniform(1 / Math.sqrt(in));
    }

    private static void draw(float[] values, int from, double bound, RandomGenerator random) {
        for (int i = from; i < values.length; i++) {
            values[i] = (float) random.nextDouble(-bound, bound);
        }
    }
}
