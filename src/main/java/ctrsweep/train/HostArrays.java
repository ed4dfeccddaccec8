package ctrsweep.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.List;

/// Numbers handed to the engine in memory that goes with [#close], after the arrays made of it.
///
/// The engine's `create(float[])` copies into a direct buffer, and on the CPU the array lives in it. The
/// collector frees such buffers when it comes to them, which for old ones is seldom: the process grows from
/// trial to trial.
final class HostArrays implements AutoCloseable {
    /// Bytes: a cache line, and the widest vector.
    private static final long ALIGNMENT = 64;

    private final NDManager manager;
    private final Arena arena = Arena.ofShared();

    /// @param manager owns the arrays; to be closed before this
    HostArrays(NDManager manager) {
        this.manager = manager;
    }

    NDArray of(float[] values, Shape shape) {
        MemorySegment segment = arena.allocate((long) values.length * Float.BYTES, ALIGNMENT);
        MemorySegment.copy(values, 0, segment, ValueLayout.JAVA_FLOAT, 0, values.length);
        return array(segment, shape, DataType.FLOAT32);
    }

    NDArray of(int[] values, Shape shape) {
        MemorySegment segment = arena.allocate((long) values.length * Integer.BYTES, ALIGNMENT);
        MemorySegment.copy(values, 0, segment, ValueLayout.JAVA_INT, 0, values.length);
        return array(segment, shape, DataType.INT32);
    }

    NDArray of(long[] values, Shape shape) {
        MemorySegment segment = arena.allocate((long) values.length * Long.BYTES, ALIGNMENT);
        MemorySegment.copy(values, 0, segment, ValueLayout.JAVA_LONG, 0, values.length);
        return array(segment, shape, DataType.INT64);
    }

    /// A row of each, which are of one length.
    NDArray rows(List<int[]> rows) {
        int size = rows.getFirst().length;
        MemorySegment segment = arena.allocate((long) rows.size() * size * Integer.BYTES, ALIGNMENT);
        for (int k = 0; k < rows.size(); k++) {
            MemorySegment.copy(rows.get(k), 0, segment, ValueLayout.JAVA_INT, (long) k * size * Integer.BYTES, size);
        }
        return array(segment, new Shape(rows.size(), size), DataType.INT32);
    }

    /// An array of memory that others own, which must outlive it. On the CPU it shows what is written there later.
    NDArray array(MemorySegment segment, Shape shape, DataType type) {
        return manager.create(segment.asByteBuffer().order(ByteOrder.nativeOrder()), shape, type);
    }

    @Override
    public void close() {
        arena.close();
    }
}
