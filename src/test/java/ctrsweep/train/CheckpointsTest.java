package ctrsweep.train;

import static org.assertj.core.api.Assertions.assertThat;

import ctrsweep.metric.Metric;
import ctrsweep.sweep.EpochReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointsTest {
    /// More numbers than fit into one of the parts that a file is written in.
    private static final int WEIGHTS = 40_000;

    @TempDir
    Path home;

    @Test
    void everyNumberReadsBackTheSame() {
        Checkpoint written = checkpoint(3);
        of("trial", 1).add(written);
        Checkpoint read = of("trial", 1).newest().orElseThrow();

        assertThat(read.position()).isEqualTo(new Position(21, 18, 2, 11));
        assertThat(read.epochs()).isEqualTo(written.epochs());
        assertThat(read.model().weights).isEqualTo(written.model().weights);
        assertThat(read.model().statistics).isEqualTo(written.model().statistics);
        assertThat(read.moments().first).isEqualTo(written.moments().first);
        assertThat(read.moments().second).isEqualTo(written.moments().second);
        assertThat(read.best().weights).isEqualTo(written.best().weights);
        assertThat(read.best().statistics).isEqualTo(written.best().statistics);
    }

    @Test
    void withoutAFolderThereIsNone() {
        assertThat(of("trial", 1).newest()).isEmpty();
        of("trial", 1).thinOut(3);
        Checkpoints.clear(folder());
        assertThat(folder()).doesNotExist();
    }

    @Test
    void onlyTheNewestStay() throws IOException {
        Checkpoints checkpoints = of("trial", 2);
        for (int epoch = 1; epoch <= 5; epoch++) {
            checkpoints.add(checkpoint(epoch));
            checkpoints.thinOut(epoch);
        }
        assertThat(names()).containsExactly("checkpoint-0004.bin", "checkpoint-0005.bin");
    }

    @Test
    void anotherTrialsArePassedOverAndThenGo() throws IOException {
        of("another", 1).add(checkpoint(7));
        Checkpoints checkpoints = of("trial", 1);
        assertThat(checkpoints.newest()).isEmpty();

        checkpoints.add(checkpoint(2));
        assertThat(checkpoints.newest().orElseThrow().epoch()).isEqualTo(2);
        checkpoints.thinOut(2);
        assertThat(names()).containsExactly("checkpoint-0002.bin");
    }

    @Test
    void clearingLeavesOtherFiles() throws IOException {
        of("trial", 3).add(checkpoint(1));
        of("trial", 3).add(checkpoint(2));
        Files.writeString(folder().resolve("checkpoint-0003.bin-81.part"), "cut short");
        Files.writeString(folder().resolve("best.safetensors"), "weights");
        Checkpoints.clear(folder());
        assertThat(names()).containsExactly("best.safetensors");
    }

    @Test
    void whatWasCutShortGoesWithTheNextEpoch() throws IOException {
        of("trial", 1).add(checkpoint(1));
        Files.writeString(folder().resolve("checkpoint-0002.bin-81.part"), "cut short");
        assertThat(of("trial", 1).newest().orElseThrow().epoch()).isEqualTo(1);
        of("trial", 1).add(checkpoint(2));
        of("trial", 1).thinOut(2);
        assertThat(names()).containsExactly("checkpoint-0002.bin");
    }

    /// At every 997th byte, so in the format, the epochs, each array, and in the checksum at the end.
    @Test
    void aFlippedBitAnywhereIsFound() throws IOException {
        of("trial", 2).add(checkpoint(1));
        of("trial", 2).add(checkpoint(2));
        Path newest = folder().resolve("checkpoint-0002.bin");
        byte[] whole = Files.readAllBytes(newest);
        for (int at : places(whole.length)) {
            byte[] damaged = whole.clone();
            damaged[at] ^= (byte) (1 << at % 8);
            Files.write(newest, damaged);
            assertThat(of("trial", 2).newest().orElseThrow().epoch())
                    .as("byte %d of %d", at, whole.length)
                    .isEqualTo(1);
        }
        Files.write(newest, whole);
        assertThat(of("trial", 2).newest().orElseThrow().epoch()).isEqualTo(2);
    }

    @Test
    void aFileThatIsTooShortOrTooLongIsFound() throws IOException {
        of("trial", 2).add(checkpoint(1));
        Path file = folder().resolve("checkpoint-0001.bin");
        byte[] whole = Files.readAllBytes(file);
        for (int length : places(whole.length)) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThat(of("trial", 2).newest()).as("%d bytes", length).isEmpty();
        }
        Files.write(file, Arrays.copyOf(whole, whole.length + 1));
        assertThat(of("trial", 2).newest()).isEmpty();
    }

    private static int[] places(int length) {
        return IntStream.concat(
                        IntStream.iterate(0, at -> at < length, at -> at + 997),
                        IntStream.of(31, 32, 33, length - 33, length - 32, length - 1))
                .toArray();
    }

    private Path folder() {
        return home.resolve("trial-0000");
    }

    private Checkpoints of(String trial, int kept) {
        return new Checkpoints(folder(), trial, kept);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder())) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static Checkpoint checkpoint(int epochs) {
        List<EpochReport> reports = IntStream.rangeClosed(1, epochs)
                .mapToObj(epoch -> new EpochReport(epoch, 0.1 / epoch, Math.PI * epoch, 5_000_000_000L, metrics(epoch)))
                .toList();
        return new Checkpoint(
                new Position(7L * epochs, 6L * epochs, 2, 11),
                new EpochSoFar(4, 1_000, 0.1 * epochs),
                reports,
                new ModelState(numbers(WEIGHTS, 1), numbers(16, 2)),
                new Moments(numbers(WEIGHTS, 3), numbers(WEIGHTS, 4), numbers(WEIGHTS, 7)),
                new ModelState(numbers(WEIGHTS, 5), numbers(16, 6)));
    }

    private static Map<Metric, Double> metrics(int epoch) {
        return Map.of(
                Metric.of("train.loss"),
                Double.POSITIVE_INFINITY,
                Metric.of("val.auc"),
                Double.NaN,
                Metric.of("val.hr@10"),
                -0.0,
                Metric.of("val.logloss"),
                1.0 / 3 / epoch);
    }

    private static float[] numbers(int count, int first) {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (float) Math.sin(first + i);
        }
        numbers[0] = Float.NaN;
        numbers[1] = Float.NEGATIVE_INFINITY;
        numbers[2] = -0f;
        numbers[3] = Float.MIN_VALUE;
        return numbers;
    }
}
