package ctrsweep.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EncodingBenchmarkTest {

    @TempDir
    Path folder;

    /// The first 7200 rows of Criteo's sample have 4137 distinct values of the third category: 10% around that.
    @Test
    void aGeneratedFileIsAsVariedAsCriteos() throws IOException {
        Path text = folder.resolve("text");
        new CriteoShaped(7200, 3).write(text);
        long distinct = Files.readAllLines(text).stream()
                .map(line -> List.of(line.split("\t", -1)).get(16))
                .distinct()
                .count();
        assertThat(distinct).isBetween(3723L, 4551L);
        new CriteoShaped(7200, 3).write(folder.resolve("again"));
        assertThat(folder.resolve("again")).hasSameBinaryContentAs(text);
    }

    @Test
    void itEncodesOnceAndMeasuresSizes() throws IOException {
        EncodingBenchmark benchmark = new EncodingBenchmark(folder);
        Path text = benchmark.text(2000);
        EncodingBenchmark.Result result = benchmark.run(text);
        assertThat(result.textBytes()).isEqualTo(Files.size(text));
        // Each row has 26 ids, 13 numbers, a label and its row number; vocabularies and the directory come last.
        assertThat(result.columnBytes()).isBetween(2000L * 41 * 4, 2000L * 41 * 4 + 100_000);
        assertThat(result.ids()).isBetween(1_000L, 20_000L);
        assertThat(result.heap()).isPositive();
        assertThat(result.mapSeconds()).isLessThan(result.seconds());
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder.resolve("columns"), "*.columns")) {
            assertThat(files).hasSize(1);
        }
    }
}
