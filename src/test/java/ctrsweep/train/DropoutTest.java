package ctrsweep.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import ctrsweep.model.Archive;
import ctrsweep.model.Script;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `layers.kept` by itself, called from a script of the test's own.
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
                generator = torch.Generator(device=x.device, seed=int(seed[0]))
                mask, probability = __torch__.layers.kept(x, x.size(1), self.rate, generator, self.host)
                return mask / probability
            """;

    /// 4096 draws for each column: the share kept is within 5 standard deviations, 5 sqrt(p (1 - p) / 4096),
    /// of 1 - p, in every column. p is a multiple of 1/256 beside the wanted rate. What is kept is divided by
    /// 1 - p.
    @ParameterizedTest
    @CsvSource({"0.1, true", "0.5, true", "0.75, true", "0.003, true", "0.1, false", "0.5, false"})
    void dropsEachColumnAtTheRateAndRescalesTheRest(double rate, boolean host) throws IOException {
        float[] dropped = dropout(rate, host, 7);
        float[] sorted = dropped.clone();
        Arrays.sort(sorted);
        double p = 1 - 1 / (double) sorted[sorted.length - 1];
        assertThat(p).isCloseTo(rate, within(host ? 1.0 / 256 : 1e-6));
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

    @Test
    void followsTheSeed() throws IOException {
        assertThat(dropout(0.5, true, 7)).isEqualTo(dropout(0.5, true, 7));
        assertThat(dropout(0.5, true, 7)).isNotEqualTo(dropout(0.5, true, 8));
    }

    /// Of a matrix of ones.
    private static float[] dropout(double rate, boolean host, long seed) throws IOException {
        Torch torch = Torch.start();
        torch.prepareThread();
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("training", true);
        attributes.put("rate", rate);
        attributes.put("host", host);
        float[] x = new float[ROWS * COLUMNS];
        Arrays.fill(x, 1);
        try (NDManager manager = torch.manager(Device.cpu());
                PtSymbolBlock probe = JniUtils.loadModule(
                        Torch.torch(manager),
                        new ByteArrayInputStream(withProbe(Archive.of(new Script("probe", "Probe", attributes), "fm"))),
                        false,
                        false)) {
            NDArray input = manager.create(x, new Shape(ROWS, COLUMNS));
            NDList arguments = new NDList(input, manager.create(new long[] {seed}));
            return IValueUtils.forward(probe, arguments, true)
                    .singletonOrThrow()
                    .toFloatArray();
        }
    }

    private static byte[] withProbe(byte[] archive) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(archive));
                ZipOutputStream out = new ZipOutputStream(bytes)) {
            store(out, "m/code/__torch__/probe.py", PROBE.getBytes(StandardCharsets.UTF_8));
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                store(out, entry.getName(), in.readAllBytes());
            }
        }
        return bytes.toByteArray();
    }

    private static void store(ZipOutputStream out, String name, byte[] content) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(content);
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(crc.getValue());
        out.putNextEntry(entry);
        out.write(content);
        out.closeEntry();
    }
}
