package ctrsweep.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ctrsweep.data.MappedRows;
import ctrsweep.data.Rows;
import ctrsweep.data.TableOfRows;
import ctrsweep.data.TableRows;
import ctrsweep.data.column.ColumnCache;
import ctrsweep.data.column.ColumnFile;
import ctrsweep.data.column.Fingerprint;
import ctrsweep.model.Model;
import ctrsweep.settings.Experiment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/// How long a training step takes on rows that are gathered from a mapped table, against rows in arrays on the
/// device: on the rows of [StepBenchmark], with steps of both kinds in turn, so that other load slows both.
///
/// @param folder gets the table
public record BatchBenchmark(Torch torch, Devices.Usable device, Path folder) {
    private static final int WARM_UP = 8;
    private static final String TABLE = "train";

    /// Medians, in milliseconds.
    ///
    /// @param gathering the part of `mapped` that gathers rows into a batch
    public record Result(double arrays, double mapped, double gathering) {}

    public Result run(Experiment experiment, int steps) throws IOException {
        torch.prepareThread();
        Rows made = new StepBenchmark(torch, device, StepBenchmark.MOVIELENS).rows(experiment.seed());
        Model model = Model.of(experiment, StepBenchmark.MOVIELENS, device.kernels());
        int size = experiment.training().batchSize();
        int[] shuffled = EpochOrder.shuffled(made.size(), experiment.seed());
        double[][] millis = new double[3][steps];
        MappedRows mapped = new MappedRows(table(made), shuffled);
        try (NDManager manager = torch.manager(device.device());
                ScriptedModel scripted =
                        new ScriptedModel(manager, model, ModelState.initial(model, experiment.seed()));
                DeviceRows arrays = scripted.rows(made);
                BatchRows batches = new BatchRows(
                        manager,
                        model.inputs(),
                        mapped.table(),
                        size,
                        device.kernels().host())) {
            NDArray order = manager.create(shuffled);
            NDArray losses = manager.zeros(new Shape(1));
            for (int step = -WARM_UP; step < steps; step++) {
                int begin = Math.floorMod(step, made.size() / size) * size;
                double lr = experiment.training().lr();
                long number = step + WARM_UP + 1L;
                long first = System.nanoTime();
                scripted.step(arrays, order, losses, lr, new ScriptedModel.Batch(begin, begin + size, 0, step, number));
                losses.toFloatArray();
                long second = System.nanoTime();
                DeviceRows batch = batches.gather(mapped, begin, begin + size);
                long third = System.nanoTime();
                scripted.step(batch, batches.order(), losses, lr, new ScriptedModel.Batch(0, size, 0, step, number));
                losses.toFloatArray();
                long last = System.nanoTime();
                if (step >= 0) {
                    millis[0][step] = (second - first) / 1e6;
                    millis[1][step] = (last - second) / 1e6;
                    millis[2][step] = (third - second) / 1e6;
                }
            }
        }
        return new Result(median(millis[0]), median(millis[1]), median(millis[2]));
    }

    private TableRows table(Rows rows) throws IOException {
        TableOfRows source = new TableOfRows(StepBenchmark.MOVIELENS, rows);
        Fingerprint fingerprint = new Fingerprint.Parts().text("made up").fingerprint();
        ColumnFile file = new ColumnCache(folder, 1)
                .open("steps", fingerprint, writer -> source.write(writer, TABLE))
                .file();
        return TableRows.of(file.table(TABLE), StepBenchmark.MOVIELENS);
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
