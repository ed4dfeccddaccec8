package ctrsweep.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The numbers that dropout counts on a device, from `draws.py`, computed on the CPU.
///
/// Tests of chance have fixed seeds. Their bounds are 5 standard deviations.
class DrawsTest {
    private static final int ROWS = 4096;
    private static final int COLUMNS = 30;
    private static final String CODE = """
            class Probe(Module):
              __parameters__ = []
              __buffers__ = []
              training : bool
              columns : int
              def forward(self: __torch__.probe.Probe, x: Tensor, seed: Tensor) -> Tensor:
                draws = __torch__.draws.on_device(int(seed[0]), x, self.columns)
                return draws.numbers[:, :self.columns].to(6)
            """;

    /// From the known answers of the authors' library (`kat_vectors`, philox2x32 with 7 rounds).
    @ParameterizedTest
    @CsvSource({
        "00000000, 00000000, 00000000, 257a3673, cd26be2a",
        "ffffffff, ffffffff, ffffffff, ab302c4d, 3dc9d239",
        "13198a2e, 243f6a88, 85a308d3, bedbbe6b, e4c770b3"
    })
    void theJavaThatTestsItGivesThePublishedAnswers(
            String key, String first, String second, String wanted, String wantedSecond) {
        assertThat(Philox.block(bits(key), bits(first), bits(second)))
                .containsExactly(bits(wanted), bits(wantedSecond));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, -1, -8, 0x85a308d313198a2eL, Long.MIN_VALUE, Long.MAX_VALUE, 0xFFFFFFFFL})
    void theScriptGivesTheSameBitsAsJava(long seed) throws IOException {
        float[] script = draw(seed, 100, 7);
        short[][] java = Philox.numbers(seed, 100, 7);
        for (int i = 0; i < script.length; i++) {
            assertThat(script[i]).as("number %d", i).isEqualTo(java[i / 7][i % 7]);
        }
    }

    /// Each of the two of a number.
    @ParameterizedTest
    @ValueSource(longs = {0, 1, 42, 0x123456789abcdefL})
    void everyByteIsUniform(long seed) throws IOException {
        float[] numbers = draw(seed, ROWS, COLUMNS);
        for (int shift : new int[] {0, 8}) {
            Chance.assertUniformBytes(IntStream.range(0, numbers.length).map(i -> (int) numbers[i] >> shift));
        }
    }

    /// Neighbours in a row share a counter or have
    /// counters side by side; those 4 apart are the same part of two counters.
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, COLUMNS, 7 * COLUMNS})
    void numbersSomePlacesApartAreIndependent(int lag) throws IOException {
        Chance.assertIndependent(draw(42, ROWS, COLUMNS), lag, Short.MIN_VALUE, 65536);
    }

    /// Steps have seeds one after the other in a benchmark, and mixed ones in a trial.
    @ParameterizedTest
    @CsvSource({"1, 2", "0, -1", "1, 4294967297", "-8, -7", "42, 43", "7, 8589934599"})
    void stepsAndTrialsAreIndependent(long one, long other) throws IOException {
        assertIndependent(draw(one, ROWS, COLUMNS), draw(other, ROWS, COLUMNS));
    }

    /// Layers have columns of their own.
    @Test
    void layersAreIndependent() throws IOException {
        float[] numbers = draw(3, ROWS, COLUMNS);
        for (int layer = 1; layer < 3; layer++) {
            assertIndependent(columns(numbers, 0, 10), columns(numbers, 10 * layer, 10));
        }
    }

    @Test
    void aRowDrawsTheSameInABatchOfAnySize() throws IOException {
        float[] many = draw(5, ROWS, COLUMNS);
        assertThat(draw(5, 3, COLUMNS)).isEqualTo(Arrays.copyOf(many, 3 * COLUMNS));
    }

    /// The mean of n numbers uniform over 0 to 1 has deviation 1 / sqrt(12 n).
    @Test
    void uniformNumbersAreBetweenZeroAndOne() throws IOException {
        String code = CODE.replace(
                "draws.numbers[:, :self.columns].to(6)", "__torch__.draws.uniform(draws, x.size(0), self.columns, x)");
        float[] numbers = new Probe(code, Map.of("training", true, "columns", COLUMNS))
                .call(manager -> new NDList(manager.zeros(new Shape(ROWS, 1)), manager.create(new long[] {11})));
        double sum = 0;
        for (float number : numbers) {
            assertThat(number).isGreaterThan(0).isLessThan(1);
            sum += number;
        }
        assertThat(sum / numbers.length).isCloseTo(0.5, within(5 / Math.sqrt(12.0 * numbers.length)));
    }

    private static void assertIndependent(float[] a, float[] b) {
        Chance.assertIndependent(a, b, Short.MIN_VALUE, 65536);
    }

    private static float[] columns(float[] numbers, int first, int count) {
        float[] taken = new float[ROWS * count];
        for (int i = 0; i < taken.length; i++) {
            taken[i] = numbers[i / count * COLUMNS + first + i % count];
        }
        return taken;
    }

    private static float[] draw(long seed, int rows, int columns) throws IOException {
        return new Probe(CODE, Map.of("training", true, "columns", columns))
                .call(manager -> new NDList(manager.zeros(new Shape(rows, 1)), manager.create(new long[] {seed})));
    }

    private static int bits(String hex) {
        return Integer.parseUnsignedInt(hex, 16);
    }
}
