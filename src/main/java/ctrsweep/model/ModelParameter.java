package ctrsweep.model;

import java.util.List;

/// A named weight.
///
/// @param name as PyTorch modules name it, `dnn.mlp.0.weight`
/// @param shape as PyTorch has it: linear layers (out, in), tables (rows, d), biases (n)
/// @param zeroFirstRow row 0 is the unknown id: it stays zero
public record ModelParameter(String name, List<Integer> shape, Init init, boolean zeroFirstRow) {
    public ModelParameter {
        shape = List.copyOf(shape);
        if (shape.stream().anyMatch(n -> n < 1)) {
            throw new IllegalArgumentException(name + " has an empty shape: " + shape);
        }
    }

    static ModelParameter of(String name, Init init, Integer... shape) {
        return new ModelParameter(name, List.of(shape), init, false);
    }

    public int size() {
        return shape.stream().reduce(1, Math::multiplyExact);
    }

    /// Length of a row: all of a vector is one row.
    int columns() {
        return shape.getLast();
    }
}
