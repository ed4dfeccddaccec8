package ctrsweep.space;

import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/// The values that one hyperparameter may take.
public sealed interface Domain permits Choices, Interval, Normal, Quantized {

    /// The number of values; empty if the domain is continuous.
    OptionalLong size();

    /// @param index from 0 to `size() - 1`, in the written order of choices, or in ascending order of numbers
    /// @throws IllegalStateException if the domain is continuous
    default Value at(long index) {
        throw new IllegalStateException("a continuous domain has no value number " + index);
    }

    boolean has(Value value);

    /// Draws a value; may consume any number of random bits.
    Value draw(RandomGenerator random);

    /// The quantile `u`: a uniform `u` gives the distribution of [#draw].
    ///
    /// @param u in [0, 1)
    Value quantile(double u);
}
