package ctrsweep.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `draws.kept` by itself, called from a script of the test's own.
class DropoutTest {
    private static final int ROWS = 4096;
    private static final int COLUMNS = 64;
    private static final String PROBE = """
            class Probe(Module):
              __parameters__ = []
              __buffers__ = []
              training : bool
              rate : float
              host : bool
              def forward(self: __torch__.probe.Probe, x: Tensor, seed: Tensor) -> Tensor:
                draws = __torch__.draws.on_host(int(seed[0]), x) if self.host else __torch__.draws.on_device(int(seed[0]), x, 3 + x.size(1))
                mask, probability = __torch__.draws.kept(draws, x.size(0), x.size(1), self.rate, 3, x)
                return mask / probability
            """;

    /// 4096 draws for each column: the share kept is within 5 standard deviations, 5 sqrt(p (1 - p) / 4096),
    /// of 1 - p, in every column. On the host p is a multiple of 1/256 beside the wanted
    /// rate, on a device the multiple of 1/65536 that is nearest. What is kept is divided by
    /// 1 - p.
    @ParameterizedTest
    @CsvSource({
        "0.1, true",
        "0.5, true",
        "0.75, true",
        "0.003, true",
        "0.1, false",
        "0.5, false",
        "0.75, false",
        "0.003, false"
    })
    void dropsEachColumnAtTheRateAndRescalesTheRest(double rate, boolean host) throws IOException {
        float[] dropped = dropout(rate, host, 7);
        float[] sorted = dropped.clone();
        Arrays.sort(sorted);
        double p = 1 - 1 / (double) sorted[sorted.length - 1];
        assertThat(p).isCloseTo(rate, within(host ? 1.0 / 256 : 1.0 / 131_072 + 1e-6));
        double deviation = 5 * Math.sqrt(p * (1 - p) / ROWS);
        for (int column = 0; column < COLUMNS; column++) {
            int kept = 0;
            for (int row = 0; row < ROWS; row++) {
                float value = dropped[row * COLUMNS + column];
                if (value != 0) {
                    kept++;
                    assertThat((double) value).isCloseTo(1 / (1 - p), within(1e-6));
                }
            }
            assertThat((double) kept / ROWS).as("column %d", column).isCloseTo(1 - p, within(deviation));
        }
    }

    /// Each call drops one of two rates 1/256 apart; over 200 of them the mean is within 5 standard
    /// deviations, each at most 1/512, of the wanted rate.
    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.301})
    void isRightOnAverage(double rate) throws IOException {
        double sum = 0;
        for (int seed = 0; seed < 200; seed++) {
            float[] values = dropout(rate, true, seed);
            Arrays.sort(values);
            sum += 1 - 1 / (double) values[values.length - 1];
        }
        assertThat(sum / 200).isCloseTo(rate, within(5.0 / 512 / Math.sqrt(200)));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void followsTheSeed(boolean host) throws IOException {
        assertThat(dropout(0.5, host, 7)).isEqualTo(dropout(0.5, host, 7));
        assertThat(dropout(0.5, host, 7)).isNotEqualTo(dropout(0.5, host, 8));
    }

    /// Of a matrix of ones.
    private static float[] dropout(double rate, boolean host, long seed) throws IOException {
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("training", true);
        attributes.put("rate", rate);
        attributes.put("host", host);
        float[] x = new float[ROWS * COLUMNS];
        Arrays.fill(x, 1);
        return new Probe(PROBE, attributes)
                .call(manager ->
                        new NDList(manager.create(x, new Shape(ROWS, COLUMNS)), manager.create(new long[] {seed})));
    }
}
