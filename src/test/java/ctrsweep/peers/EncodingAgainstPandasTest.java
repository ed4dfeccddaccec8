package ctrsweep.peers;

import ctrsweep.settings.Experiment;
import ctrsweep.train.BatchBenchmark;
import ctrsweep.train.Devices;
import ctrsweep.train.Torch;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A generated file of Criteo's shape, encoded on one thread and mapped again, against pandas; and training steps on
/// mapped rows against rows in arrays. `-Dctrsweep.rows=N` sets the length of the file, whose lines have 250 bytes.
@Tag("peers")
class EncodingAgainstPandasTest {
    private static final int ROWS = Integer.getInteger("ctrsweep.rows", 5_000_000);
    private static final int STEPS = 60;

    private final PandasPeer pandas = new PandasPeer(TimedProgram.python());

    @TempDir
    Path folder;

    @Test
    void encodesATable() throws IOException {
        EncodingBenchmark benchmark = new EncodingBenchmark(folder);
        Path text = benchmark.text(ROWS);
        EncodingBenchmark.Result encoded = benchmark.run(text);
        Figures.print("rows", ROWS);
        Figures.print("MB of text", encoded.textBytes() / 1e6);
        Figures.print("MB of columns", encoded.columnBytes() / 1e6);
        Figures.print("ids", (double) encoded.ids());
        Figures.print("MB/s encoded", encoded.megabytesPerSecond());
        Figures.print("MB of heap", encoded.heap() / 1e6);
        Figures.print("s to map again", encoded.mapSeconds());
        double theirs = pandas.seconds(text);
        Figures.print("s to encode", encoded.seconds(), "pandas", theirs);
    }

    @Test
    void timesStepsOnMappedRows() throws IOException {
        Torch torch = Torch.start(1);
        BatchBenchmark.Result step =
                new BatchBenchmark(torch, new Devices(torch).choose("auto"), folder).run(Experiment.DEFAULTS, STEPS);
        Figures.print("ms to gather a batch", step.gathering());
        Figures.print("ms per step, mapped rows", step.mapped(), "arrays", step.arrays());
    }
}
