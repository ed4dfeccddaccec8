package ctrsweep.data;

import ctrsweep.data.bytes.ByteLines;
import ctrsweep.data.column.ColumnCache;
import ctrsweep.data.column.ColumnFile;
import ctrsweep.data.column.Fingerprint;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// How fast delimited text becomes mapped columns, and how soon another start has them: a made-up file of
/// Criteo's shape ([CriteoShaped]), read once, on one thread.
///
/// @param folder gets the text and the columns
public record EncodingBenchmark(Path folder) {
    private static final int SEED = 1;

    /// @param seconds from the text's first byte until its columns are on the disk
    /// @param mapSeconds until they are mapped again
    /// @param heap bytes in use when the heap was fullest, garbage included
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

    public Result run(Path text) throws IOException {
        CriteoEncoding encoding = new CriteoEncoding();
        heapPools().forEach(MemoryPoolMXBean::resetPeakUsage);
        long began = System.nanoTime();
        ColumnFile built = open(text, encoding);
        double seconds = (System.nanoTime() - began) / 1e9;
        long heap = heapPools().stream()
                .mapToLong(pool -> pool.getPeakUsage().getUsed())
                .sum();
        long again = System.nanoTime();
        long rows = open(text, encoding).table(CriteoEncoding.TABLE).rows();
        double mapSeconds = (System.nanoTime() - again) / 1e9;
        if (rows != built.table(CriteoEncoding.TABLE).rows()) {
            throw new IllegalStateException("the columns were built twice");
        }
        return new Result(Files.size(text), Files.size(built.path()), seconds, mapSeconds, heap, encoding.distinct());
    }

    private ColumnFile open(Path text, CriteoEncoding encoding) throws IOException {
        Fingerprint fingerprint = new Fingerprint.Parts().file(text).fingerprint();
        return new ColumnCache(folder, 1)
                .open("criteo-shaped", fingerprint, writer -> {
                    try (ByteLines lines = new ByteLines(Files.newInputStream(text), '\t')) {
                        encoding.encode(lines, writer);
                    }
                })
                .file();
    }

    private static List<MemoryPoolMXBean> heapPools() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .toList();
    }
}
