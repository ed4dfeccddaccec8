package ctrsweep.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;

/// What holds of random integers but for chance. Bounds are 5 standard deviations.
final class Chance {
    private Chance() {}

    /// Chi-square with 255 degrees of freedom has mean 255 and deviation sqrt(510).
    static void assertUniformBytes(IntStream bytes) {
        long[] bins = new long[256];
        bytes.forEach(value -> bins[value & 255]++);
        double wanted = Arrays.stream(bins).sum() / 256.0;
        double chiSquare = Arrays.stream(bins)
                .mapToDouble(bin -> (bin - wanted) * (bin - wanted) / wanted)
                .sum();
        assertThat(chiSquare).isCloseTo(255, within(5 * Math.sqrt(510)));
    }

    /// The correlation of n independent pairs has deviation 1 / sqrt(n).
    ///
    /// @param least of the values
    /// @param values that there are
    static void assertIndependent(float[] a, float[] b, int least, int values) {
        int n = Math.min(a.length, b.length);
        double mean = least + (values - 1) / 2.0;
        double sum = IntStream.range(0, n)
                .mapToDouble(i -> (a[i] - mean) * (b[i] - mean))
                .sum();
        double variance = ((double) values * values - 1) / 12;
        assertThat(sum / n / variance).isCloseTo(0, within(5 / Math.sqrt(n)));
        long agree = IntStream.range(0, n).filter(i -> a[i] == b[i]).count();
        double chance = (double) n / values;
        assertThat((double) agree).isLessThan(chance + 5 * Math.sqrt(chance) + 5);
    }

    /// Numbers and those that come `lag` places later.
    static void assertIndependent(float[] numbers, int lag, int least, int values) {
        assertIndependent(numbers, Arrays.copyOfRange(numbers, lag, numbers.length), least, values);
    }
}
