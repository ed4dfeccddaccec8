package ctrsweep.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ctrsweep.data.Rows;
import ctrsweep.model.Inputs;
import ctrsweep.model.Model;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// The rows of trials that train together, on the device: those of all different [Rows] one after the other.
///
/// @param different each once
/// @param slots (rows, slots) int32
/// @param dense (dense columns, rows) float32
/// @param labels (rows) float32
/// @param weights (rows) float32, or none
/// @param passes that learn from them
record FusedRows(
        NDManager manager,
        HostArrays host,
        List<Rows> different,
        NDArray slots,
        NDArray dense,
        NDArray labels,
        NDArray weights,
        AtomicInteger passes)
        implements AutoCloseable {

    /// @param of each trial; equal objects are there once
    static FusedRows of(NDManager parent, Model model, List<Rows> of) {
        List<Rows> different = new ArrayList<>();
        for (Rows rows : of) {
            if (place(different, rows) < 0) {
                different.add(rows);
            }
        }
        int all = different.stream().mapToInt(Rows::size).sum();
        Inputs inputs = model.inputs();
        List<Integer> order = model.together().orElseThrow().slots();
        int numbers = inputs.dense().size();
        int[] slots = new int[order.size() * all];
        float[] dense = new float[numbers * all];
        float[] labels = new float[all];
        float[] weights = new float[different.getFirst().weights().length > 0 ? all : 0];
        int first = 0;
        for (Rows rows : different) {
            place(inputs, order, rows, slots, first);
            float[] numbersOf = inputs.dense(rows);
            for (int row = 0; row < rows.size(); row++) {
                for (int column = 0; column < numbers; column++) {
                    dense[column * all + first + row] = numbersOf[row * numbers + column];
                }
            }
            System.arraycopy(rows.labels(), 0, labels, first, rows.size());
            System.arraycopy(rows.weights(), 0, weights, weights.length == 0 ? 0 : first, rows.weights().length);
            first += rows.size();
        }
        NDManager manager = parent.newSubManager();
        HostArrays host = new HostArrays(manager);
        return new FusedRows(
                manager,
                host,
                List.copyOf(different),
                host.of(slots, new Shape(all, order.size())),
                host.of(dense, new Shape(numbers, all)),
                host.of(labels, new Shape(all)),
                host.of(weights, new Shape(weights.length)),
                new AtomicInteger());
    }

    private static void place(Inputs inputs, List<Integer> order, Rows rows, int[] slots, int first) {
        int[] sparse = inputs.sparse(rows);
        int[] sequences = inputs.sequences(rows);
        int fields = inputs.sparse().size();
        int length = inputs.sequences().size();
        for (int slot = 0; slot < order.size(); slot++) {
            int column = order.get(slot);
            boolean ofField = column < fields;
            int[] from = ofField ? sparse : sequences;
            int width = ofField ? fields : length;
            int at = ofField ? column : column - fields;
            for (int row = 0; row < rows.size(); row++) {
                slots[(first + row) * order.size() + slot] = from[row * width + at];
            }
        }
    }

    private static int place(List<Rows> among, Rows rows) {
        for (int i = 0; i < among.size(); i++) {
            if (among.get(i) == rows) {
                return i;
            }
        }
        return -1;
    }

    /// A pass learns from them until it [#release]s them.
    void hold() {
        passes.incrementAndGet();
    }

    void release() {
        passes.decrementAndGet();
    }

    boolean isHeld() {
        return passes.get() > 0;
    }

    boolean holds(List<Rows> of) {
        return of.stream().allMatch(rows -> place(different, rows) >= 0)
                && different.stream().allMatch(rows -> place(of, rows) >= 0);
    }

    /// Where the first of these rows is.
    int first(Rows rows) {
        int first = 0;
        for (Rows other : different.subList(0, place(different, rows))) {
            first += other.size();
        }
        return first;
    }

    NDList inputs() {
        return new NDList(slots, dense);
    }

    @Override
    public void close() {
        manager.close();
        host.close();
    }
}
