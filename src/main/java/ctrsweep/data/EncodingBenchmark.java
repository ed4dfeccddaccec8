package ctrsweep.data;

import ctrsweep.data.bytes.ByteLines;
import ctrsweep.data.column.ColumnCache;
import ctrsweep.data.column.Fingerprint;
import ctrsweep.data.column.Found;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.file.Files;
import java.nio.file.Path;

/// How fast delimited text becomes mapped columns, and how soon another start has them: a made-up file of
/// Criteo's shape ([CriteoShaped]), read once, on one thread.
///
/// @param folder gets the text and the columns
public record EncodingBenchmark(Path folder) {
    private static final int SEED = 1;

    /// @param seconds from the text's first byte until its columns are on the disk
    /// @param mapSeconds until they are mapped again
    /// @param heap bytes in use in the end, without garbage: the vocabularies, for nothing else grows
    /// @param distinct values of all categories
    public record Result(
            long textBytes, long columnBytes, double seconds, double mapSeconds, long heap, long distinct) {
        public double megabytesPerSecond() {
            return textBytes / 1e6 / seconds;
        }
    }

    /// Writes a text to be encoded.
    public Path text(int rows) throws IOException {
        Path text = folder.resolve("criteo-shaped.tsv");
        new CriteoShaped(rows, SEED).write(text);
        return text;
    }

    /// Encodes a text whose columns the folder does not have yet.
    public Result run(Path text) throws IOException {
        CriteoEncoding encoding = new CriteoEncoding();
        long began = System.nanoTime();
        ColumnCache.Opened built = open(text, encoding);
        double seconds = (System.nanoTime() - began) / 1e9;
        if (built.before() instanceof Found.Whole) {
            throw new IllegalStateException("the columns were there already");
        }
        long heap = heapInUse();
        long again = System.nanoTime();
        ColumnCache.Opened mapped = open(text, encoding);
        double mapSeconds = (System.nanoTime() - again) / 1e9;
        if (!(mapped.before() instanceof Found.Whole)) {
            throw new IllegalStateException("the columns were built twice");
        }
        return new Result(
                Files.size(text), Files.size(mapped.file().path()), seconds, mapSeconds, heap, encoding.distinct());
    }

    private ColumnCache.Opened open(Path text, CriteoEncoding encoding) throws IOException {
        Fingerprint fingerprint = new Fingerprint.Parts().file(text).fingerprint();
        return new ColumnCache(folder, 1).open("criteo-shaped", fingerprint, writer -> {
            try (ByteLines lines = new ByteLines(Files.newInputStream(text), '\t')) {
                encoding.encode(lines, writer);
            }
        });
    }

    /// Bytes.
    private static long heapInUse() {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        memory.gc();
        return memory.getHeapMemoryUsage().getUsed();
    }
}
