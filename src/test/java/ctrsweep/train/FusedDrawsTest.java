package ctrsweep.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ctrsweep.model.Model;
import java.io.IOException;
import java.util.Arrays;
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

    /// Each of the four of a word.
    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, 42, 0x123456789abcdefL})
    void everyByteIsUniform(long seed) throws IOException {
        float[] bytes = draw(seed, ROWS, COLUMNS);
        for (int place = 0; place < 4; place++) {
            int first = place;
            Chance.assertUniformBytes(IntStream.range(0, bytes.length / 4).map(i -> (int) bytes[4 * i + first]));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 8, ROWS, 7 * ROWS})
    void bytesSomePlacesApartAreIndependent(int lag) throws IOException {
        Chance.assertIndependent(draw(42, ROWS, COLUMNS), lag, 0, 256);
    }

    /// All trials and steps share the words, so this is where a weak hash would show.
    @ParameterizedTest
    @CsvSource({"1, 2", "0, -1", "1, 4294967297", "-8, -7", "42, 43", "7, 8589934599"})
    void stepsAndTrialsAreIndependent(long one, long other) throws IOException {
        float[] a = draw(one, ROWS, COLUMNS);
        float[] b = draw(other, ROWS, COLUMNS);
        Chance.assertIndependent(a, b, 0, 256);
        Chance.assertIndependent(a, Arrays.copyOfRange(b, 1, b.length), 0, 256);
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
            Chance.assertIndependent(bytes, lag, 0, 256);
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
        assertThat(few).isEqualTo(Arrays.copyOf(many, 8));
    }

    private static float[] draw(long seed, int rows, int columns) throws IOException {
        return new Probe(CODE, Map.of("training", true, "columns", columns), new Model.Kernels(false, false, true))
                .call(manager -> new NDList(
                        manager.zeros(new Shape(rows, 1)),
                        manager.create(new long[] {Seeds.of(seed, 1) | 1, Seeds.of(seed, 2)}, new Shape(2, 1, 1, 1))));
    }
}
