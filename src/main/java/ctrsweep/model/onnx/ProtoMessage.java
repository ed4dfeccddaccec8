package ctrsweep.model.onnx;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A message of protocol buffers: its fields in the order in which they were added. Nothing is copied before it is
/// written.
///
/// https://protobuf.dev/programming-guides/encoding/
final class ProtoMessage {
    private static final int VARINT = 0;
    private static final int LENGTH = 2;
    private static final int FIXED_32 = 5;
    private static final int KIND_BITS = 3;
    private static final int PAYLOAD_BITS = 7;

    private final List<Field> fields = new ArrayList<>();

    /// Bytes that are written when all are known.
    interface Content {
        long size();

        void write(OutputStream out) throws IOException;
    }

    private record Field(long tag, long number, boolean numbered, Content content) {}

    private static final Content NOTHING = new Content() {
        @Override
        public long size() {
            return 0;
        }

        @Override
        public void write(OutputStream out) {}
    };

    ProtoMessage number(int field, long value) {
        fields.add(new Field(tag(field, VARINT), value, true, NOTHING));
        return this;
    }

    ProtoMessage text(int field, String value) {
        return bytes(field, value.getBytes(StandardCharsets.UTF_8));
    }

    ProtoMessage real(int field, float value) {
        int bits = Float.floatToIntBits(value);
        byte[] little = {(byte) bits, (byte) (bits >> 8), (byte) (bits >> 16), (byte) (bits >> 24)};
        fields.add(new Field(tag(field, FIXED_32), 0, false, of(little)));
        return this;
    }

    ProtoMessage message(int field, ProtoMessage value) {
        return content(field, new Content() {
            @Override
            public long size() {
                return value.size();
            }

            @Override
            public void write(OutputStream out) throws IOException {
                value.write(out);
            }
        });
    }

    ProtoMessage bytes(int field, byte[] value) {
        return content(field, of(value));
    }

    ProtoMessage content(int field, Content value) {
        fields.add(new Field(tag(field, LENGTH), 0, false, value));
        return this;
    }

    private static Content of(byte[] bytes) {
        return new Content() {
            @Override
            public long size() {
                return bytes.length;
            }

            @Override
            public void write(OutputStream out) throws IOException {
                out.write(bytes);
            }
        };
    }

    private static long tag(int field, int kind) {
        return (long) field << KIND_BITS | kind;
    }

    private static boolean hasLength(Field field) {
        return (field.tag & (1 << KIND_BITS) - 1) == LENGTH;
    }

    long size() {
        long size = 0;
        for (Field field : fields) {
            size += varintSize(field.tag);
            if (field.numbered) {
                size += varintSize(field.number);
            } else {
                long length = field.content.size();
                size += (hasLength(field) ? varintSize(length) : 0) + length;
            }
        }
        return size;
    }

    void write(OutputStream out) throws IOException {
        for (Field field : fields) {
            varint(field.tag, out);
            if (field.numbered) {
                varint(field.number, out);
            } else {
                if (hasLength(field)) {
                    varint(field.content.size(), out);
                }
                field.content.write(out);
            }
        }
    }

    /// Seven bits in a byte, the lowest first; the eighth says whether more follow.
    private static void varint(long value, OutputStream out) throws IOException {
        long left = value;
        while ((left & -(1L << PAYLOAD_BITS)) != 0) {
            out.write((int) (left & (1 << PAYLOAD_BITS) - 1) | 1 << PAYLOAD_BITS);
            left >>>= PAYLOAD_BITS;
        }
        out.write((int) left);
    }

    private static int varintSize(long value) {
        return Math.max(1, Math.ceilDiv(Long.SIZE - Long.numberOfLeadingZeros(value), PAYLOAD_BITS));
    }
}
