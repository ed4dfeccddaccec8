package ctrsweep.model;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/// Numbers that an archive holds beside its object.
public final class Tensor {
    /// PyTorch's name of the kind of memory.
    final String storage;

    final List<Integer> shape;

    /// Little-endian.
    final byte[] bytes;

    private Tensor(String storage, List<Integer> shape, byte[] bytes) {
        this.storage = storage;
        this.shape = List.copyOf(shape);
        this.bytes = bytes;
        if ((storage.equals("LongStorage") ? Long.BYTES : Float.BYTES) * size() != bytes.length) {
            throw new IllegalArgumentException("%d bytes do not make %s".formatted(bytes.length, shape));
        }
    }

    /// float32.
    public static Tensor of(float[] values, Integer... shape) {
        byte[] bytes = new byte[Float.BYTES * values.length];
        little(bytes).asFloatBuffer().put(values);
        return new Tensor("FloatStorage", List.of(shape), bytes);
    }

    /// int32.
    public static Tensor of(int[] values, Integer... shape) {
        byte[] bytes = new byte[Integer.BYTES * values.length];
        little(bytes).asIntBuffer().put(values);
        return new Tensor("IntStorage", List.of(shape), bytes);
    }

    /// int64.
    public static Tensor of(long[] values, Integer... shape) {
        byte[] bytes = new byte[Long.BYTES * values.length];
        little(bytes).asLongBuffer().put(values);
        return new Tensor("LongStorage", List.of(shape), bytes);
    }

    int size() {
        return shape.stream().reduce(1, Math::multiplyExact);
    }

    /// Numbers from one step of each dimension to the next.
    List<Integer> strides() {
        Integer[] strides = new Integer[shape.size()];
        int stride = 1;
        for (int i = strides.length - 1; i >= 0; i--) {
            strides[i] = stride;
            stride *= shape.get(i);
        }
        return List.of(strides);
    }

    private static ByteBuffer little(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
