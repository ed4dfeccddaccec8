package ctrsweep.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ctrsweep.data.MappedRows;
import ctrsweep.data.TableRows;
import ctrsweep.data.column.Batch;
import ctrsweep.model.Inputs;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Batches of a mapped table, one after the other in the same memory: rows that need not fit into memory. On the
/// CPU the engine's arrays live in that memory; elsewhere each batch is copied to the device whole. For one
/// thread at a time.
final class BatchRows implements AutoCloseable {
    private final NDManager manager;
    private final Inputs inputs;
    private final int capacity;
    private final boolean host;
    private final Batch batch;
    private final HostArrays memory;
    private final NDArray order;
    private final MemorySegment ids;
    private final MemorySegment sequences;
    private final MemorySegment dense;
    private final MemorySegment labels;
    private final MemorySegment weights;
    private final int weighted;
    private DeviceRows rows;

    /// @param capacity rows of the largest batch
    /// @param host whether the manager's device is the CPU
    BatchRows(NDManager parent, Inputs inputs, TableRows table, int capacity, boolean host) {
        this.inputs = inputs;
        this.capacity = capacity;
        this.host = host;
        manager = parent.newSubManager();
        memory = new HostArrays(manager);
        order = memory.of(IntStream.range(0, capacity).toArray(), new Shape(capacity));
        batch = new Batch(capacity);
        ids = batch.ints(sparse(inputs, table));
        sequences = batch.ints(sequences(inputs, table));
        dense = batch.floats(inputs.dense().stream()
                .map(column -> table.dense().get(column.from()))
                .toList());
        labels = batch.floats(table.labels());
        weights = batch.floats(table.weights());
        weighted = table.weights().size();
        rows = onDevice();
    }

    private static List<Batch.IntSource> sparse(Inputs inputs, TableRows table) {
        List<Batch.IntSource> sources = new ArrayList<>();
        for (Inputs.Column column : inputs.sparse()) {
            sources.add(table.sparse().get(column.from()).plus(column.offset()));
        }
        return sources;
    }

    /// A field's slots stand together, in the inputs as in the rows.
    private static List<Batch.IntSource> sequences(Inputs inputs, TableRows table) {
        List<Batch.IntSource> sources = new ArrayList<>();
        for (int i = 0; i < inputs.sequences().size(); ) {
            Inputs.Column first = inputs.sequences().get(i);
            Batch.Padded given = beginning(table.sequences(), first.from());
            sources.add(given.plus(first.offset()));
            i += given.width();
        }
        return sources;
    }

    private static Batch.Padded beginning(List<Batch.Padded> fields, int column) {
        int begin = 0;
        for (Batch.Padded field : fields) {
            if (begin == column) {
                return field;
            }
            begin += field.width();
        }
        throw new IllegalArgumentException("no sequence begins in column " + column);
    }

    private DeviceRows onDevice() {
        NDManager own = manager.newSubManager();
        HostArrays arrays = new HostArrays(own);
        return new DeviceRows(
                own,
                arrays,
                capacity,
                arrays.array(ids, new Shape(capacity, inputs.sparse().size()), DataType.INT32),
                arrays.array(sequences, new Shape(capacity, inputs.sequences().size()), DataType.INT32),
                arrays.array(dense, new Shape(capacity, inputs.dense().size()), DataType.FLOAT32),
                arrays.array(labels, new Shape(capacity), DataType.FLOAT32),
                arrays.array(weights, new Shape((long) capacity * weighted), DataType.FLOAT32));
    }

    /// The rows at these places of an order, in this order. Good until the next call; what stands after the last
    /// row is of no meaning.
    ///
    /// @param end after the last place
    DeviceRows gather(MappedRows given, int begin, int end) {
        batch.gather(given.order(), given.itemRows(), begin, end);
        if (!host) {
            rows.close();
            rows = onDevice();
        }
        return rows;
    }

    /// (capacity) int32: 0, 1, ...: the order of a batch's rows in the batch.
    NDArray order() {
        return order;
    }

    NDManager manager() {
        return manager;
    }

    @Override
    public void close() {
        rows.close();
        manager.close();
        memory.close();
        batch.close();
    }
}
