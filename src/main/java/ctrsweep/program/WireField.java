package ctrsweep.program;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/// A field of a message in the wire format of Protocol Buffers.
///
/// @param number as in the message's definition
/// @param bits the value of a field without a length; 0 for others
/// @param bytes the value of a field with a length, such as a text or a message; empty for others
record WireField(int number, long bits, ByteBuffer bytes) {
    private static final int VARINT = 0;
    private static final int FIXED_64 = 1;
    private static final int WITH_LENGTH = 2;
    private static final int FIXED_32 = 5;

    /// Returns the fields in their order.
    ///
    /// @throws IllegalArgumentException if the bytes are no message
    static List<WireField> of(ByteBuffer message) {
        ByteBuffer rest = message.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        List<WireField> fields = new ArrayList<>();
        try {
            while (rest.hasRemaining()) {
                fields.add(next(rest));
            }
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("a field has no end", e);
        }
        return fields;
    }

    private static WireField next(ByteBuffer rest) {
        long tag = varint(rest);
        int number = (int) (tag >>> 3);
        return switch ((int) (tag & 7)) {
            case VARINT -> new WireField(number, varint(rest), empty());
            case FIXED_64 -> new WireField(number, rest.getLong(), empty());
            case FIXED_32 -> new WireField(number, Integer.toUnsignedLong(rest.getInt()), empty());
            case WITH_LENGTH -> new WireField(number, 0, bytes(rest));
            default -> throw new IllegalArgumentException("there is no such type of field: " + (tag & 7));
        };
    }

    private static ByteBuffer empty() {
        return ByteBuffer.allocate(0).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static ByteBuffer bytes(ByteBuffer rest) {
        long length = varint(rest);
        if (length < 0 || length > rest.remaining()) {
            throw new BufferUnderflowException();
        }
        ByteBuffer bytes = rest.slice(rest.position(), (int) length).order(ByteOrder.LITTLE_ENDIAN);
        rest.position(rest.position() + (int) length);
        return bytes;
    }

    /// Seven bits in each byte, the lowest first; the highest bit says that another byte follows.
    private static long varint(ByteBuffer rest) {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            byte next = rest.get();
            value |= (next & 0x7fL) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("a number is too long");
    }
}
