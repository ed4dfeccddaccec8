package ctrsweep.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ctrsweep.model.Model;
import java.io.IOException;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The bytes that dropout draws on a device in fused steps, from `fused/draws.py`, computed on the CPU.
///
/// Tests of chance have fixed seeds. Their bounds are 5 standard deviations.
class FusedDrawsTest {
    private static final int ROWS = 4096;
    private static final int COLUMNS = 30;
    private static final String CODE = """
            class Probe(Module):
              __parameters__ = []
              __buffers__ = []
              training : bool
              columns : int
              def forward(self: __torch__.probe.Probe, x: Tensor, keys: Tensor) -> Tensor:
                words = __torch__.draws.words(self.columns, x.size(0), x)
                draws = __torch__.draws.on_device(keys, words, words, words, words, False, x.size(0), x)
                return draws.bytes.flatten(2)[0].to(6)
            """;

    @ParameterizedTest
    @ValueSource(longs = {0, 1, -1, 42, Long.MIN_VALUE})
    void theScriptGivesTheSameBytesAsJava(long seed) throws IOException {
        float[] script = draw(seed, 10, 3);
        long a = Seeds.of(seed, 1) | 1;
        long b = Seeds.of(seed, 2);
        for (int column = 0; column < 3; column++) {
            for (int row = 0; row < 10; row++) {
                int[] block = Philox.block(0, row / 4, column);
                long z = a * ((long) block[0] << 32 | Integer.toUnsignedLong(block[1])) + b;
                z = z * z + z;
                assertThat(script[column * 12 + row]).isEqualTo((float) (z >>> (32 + 8 * (row % 4)) & 255));
            }
        }
    }

    /// Chi-square with 255 degrees of freedom has mean 255 and deviation sqrt(510). The four bytes of a word are
    /// told apart.
    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, 42, 0x123456789abcdefL})
    void everyByteIsUniform(long seed) throws IOException {
        float[] bytes = draw(seed, ROWS, COLUMNS);
        for (int place = 0; place < 4; place++) {
            long[] bins = new long[256];
            for (int i = place; i < bytes.length; i += 4) {
                bins[(int) bytes[i]]++;
            }
            double wanted = bytes.length / (4 * 256.0);
            double chiSquare = 0;
            for (long bin : bins) {
                chiSquare += (bin - wanted) * (bin - wanted) / wanted;
            }
            assertThat(chiSquare).isCloseTo(255, within(5 * Math.sqrt(510)));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 8, ROWS, 7 * ROWS})
    void bytesSomePlacesApartAreIndependent(int lag) throws IOException {
        float[] bytes = draw(42, ROWS, COLUMNS);
        float[] later = new float[bytes.length - lag];
        System.arraycopy(bytes, lag, later, 0, later.length);
        assertIndependent(bytes, later);
    }

    /// All trials and steps share the words, so this is where a weak hash would show.
    @ParameterizedTest
    @CsvSource({"1, 2", "0, -1", "1, 4294967297", "-8, -7", "42, 43", "7, 8589934599"})
    void stepsAndTrialsAreIndependent(long one, long other) throws IOException {
        float[] a = draw(one, ROWS, COLUMNS);
        float[] b = draw(other, ROWS, COLUMNS);
        assertIndependent(a, b);
        float[] later = new float[b.length - 1];
        System.arraycopy(b, 1, later, 0, later.length);
        assertIndependent(a, later);
    }

    /// The same place in many steps: dropout of a unit and row in one step says nothing about that in the next.
    @Test
    void aPlaceIsIndependentFromStepToStep() throws IOException {
        int steps = 400;
        float[] bytes = new float[steps];
        SplittableRandom random = new SplittableRandom(5);
        long trial = random.nextLong();
        for (int step = 0; step < steps; step++) {
            bytes[step] = draw(Seeds.of(trial, Seeds.DROPOUT, 1, step), 4, 1)[2];
        }
        for (int lag = 1; lag < 4; lag++) {
            float[] later = new float[steps - lag];
            System.arraycopy(bytes, lag, later, 0, later.length);
            assertIndependent(bytes, later);
        }
    }

    /// Three places: a hash that is linear would keep pairs apart and still tie triples together.
    @Test
    void triplesAreIndependent() throws IOException {
        float[] bytes = draw(9, ROWS, COLUMNS);
        int n = bytes.length - 8;
        double sum = IntStream.range(0, n)
                .mapToDouble(i -> (bytes[i] - 127.5) * (bytes[i + 4] - 127.5) * (bytes[i + 8] - 127.5))
                .sum();
        double deviation = Math.pow((256.0 * 256 - 1) / 12, 1.5);
        assertThat(sum / n / deviation).isCloseTo(0, within(5 / Math.sqrt(n)));
    }

    @Test
    void aRowDrawsTheSameInABatchOfAnySize() throws IOException {
        float[] many = draw(5, ROWS, 1);
        float[] few = draw(5, 8, 1);
        assertThat(few).isEqualTo(java.util.Arrays.copyOf(many, 8));
    }

    private static void assertIndependent(float[] a, float[] b) {
        int n = Math.min(a.length, b.length);
        double sum = IntStream.range(0, n)
                .mapToDouble(i -> (a[i] - 127.5) * (b[i] - 127.5))
                .sum();
        double variance = (256.0 * 256 - 1) / 12;
        assertThat(sum / n / variance).isCloseTo(0, within(5 / Math.sqrt(n)));
        long agree = IntStream.range(0, n).filter(i -> a[i] == b[i]).count();
        assertThat((double) agree).isLessThan(n / 256.0 + 5 * Math.sqrt(n / 256.0) + 5);
    }

    private static float[] draw(long seed, int rows, int columns) throws IOException {
        return new Probe(CODE, Map.of("training", true, "columns", columns), new Model.Kernels(false, false, true))
                .call(manager -> new NDList(
                        manager.zeros(new Shape(rows, 1)),
                        manager.create(new long[] {Seeds.of(seed, 1) | 1, Seeds.of(seed, 2)}, new Shape(2, 1, 1, 1))));
    }
}
