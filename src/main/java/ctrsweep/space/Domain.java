package ctrsweep.space;

import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/// The values that one hyperparameter may take.
public sealed interface Domain permits Choices, Interval, Normal, Quantized {

    /// How many values there are; empty when they are continuous.
    OptionalLong size();

    /// The value at an index from 0 to `size() - 1`, in the order in which they were written or ascend.
    ///
    /// @throws IllegalStateException when the domain is continuous
    Value at(long index);

    /// Whether it is one of these values.
    boolean has(Value value);

    /// One value; uses up as much of the stream as it likes.
    Value draw(RandomGenerator random);

    /// The value below which a share `u` of the draws lies: evenly spread `u` give values spread as draws are.
    ///
    /// @param u from 0, and below 1
    Value quantile(double u);
}
