package ctrsweep.peers;

import ctrsweep.peers.EncodingBenchmark.Kind;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The same rows of Criteo's shape as text, CSV and Parquet, encoded on one core and on two, in turn. Each is a
/// process of its own, which `taskset` (Linux) holds to its cores. `-Dctrsweep.rows=N` sets the number of rows.
@Tag("peers")
class EncodingOnCoresTest {
    private static final int ROWS = Integer.getInteger("ctrsweep.rows", 5_000_000);
    private static final int TIMES = 2;

    @TempDir
    Path folder;

    @Test
    void encodesEachKindOfFileOnOneCoreAndOnTwo() throws IOException, SQLException {
        EncodingBenchmark benchmark = new EncodingBenchmark(folder);
        benchmark.text(ROWS);
        benchmark.convert();
        Figures.print("rows", ROWS);
        for (int time = 0; time < TIMES; time++) {
            Figures.print(
                    "load of the machine",
                    ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
            for (Kind kind : Kind.values()) {
                double one = benchmark.seconds(kind, "0");
                Figures.print(kind + ", s on two cores", benchmark.seconds(kind, "0,1"), "on one", one);
            }
            double csv = benchmark.seconds(Kind.CSV, "0");
            Figures.print("PARQUET, s on one core", benchmark.seconds(Kind.PARQUET, "0"), "CSV", csv);
        }
    }
}
