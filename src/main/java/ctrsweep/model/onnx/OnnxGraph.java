package ctrsweep.model.onnx;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// A graph of ONNX operators on rows, of which there may be any number. Values are known by their names.
///
/// https://onnx.ai/onnx/repo-docs/IR.html and onnx.proto, whose field numbers stand here
public final class OnnxGraph {
    /// Version of the file format, and of the operators: LayerNormalization came with 17.
    private static final int IR_VERSION = 8;

    private static final int OPERATORS = 17;

    /// The type of float32, for Cast.
    public static final long REALS = 1;

    private static final int FLOAT = 1;
    private static final int INT32 = 6;
    private static final int INT64 = 7;

    private static final int ATTRIBUTE_FLOAT = 1;
    private static final int ATTRIBUTE_INT = 2;
    private static final int ATTRIBUTE_INTS = 7;

    private static final int COPIED = 1 << 14;

    private final List<ProtoMessage> nodes = new ArrayList<>();
    private final List<ProtoMessage> constants = new ArrayList<>();
    private final List<ProtoMessage> inputs = new ArrayList<>();
    private final List<ProtoMessage> outputs = new ArrayList<>();
    private final Map<List<Long>, String> numbers = new LinkedHashMap<>();
    private int values;

    /// A setting of an operator.
    public record Attribute(String name, int type, float real, List<Long> numbers) {
        public Attribute {
            numbers = List.copyOf(numbers);
        }

        public static Attribute of(String name, double value) {
            return new Attribute(name, ATTRIBUTE_FLOAT, (float) value, List.of());
        }

        public static Attribute of(String name, long value) {
            return new Attribute(name, ATTRIBUTE_INT, 0, List.of(value));
        }

        public static Attribute of(String name, Long... values) {
            return new Attribute(name, ATTRIBUTE_INTS, 0, List.of(values));
        }

        private ProtoMessage message() {
            ProtoMessage message = new ProtoMessage().text(1, name);
            switch (type) {
                case ATTRIBUTE_FLOAT -> message.real(2, real);
                case ATTRIBUTE_INT -> message.number(3, numbers.getFirst());
                default -> numbers.forEach(number -> message.number(8, number));
            }
            return message.number(20, type);
        }
    }

    /// Adds an input (rows, columns) of int32.
    public String ids(String name, int columns) {
        inputs.add(value(name, INT32, columns));
        return name;
    }

    /// Adds an input (rows, columns) of float32.
    public String reals(String name, int columns) {
        inputs.add(value(name, FLOAT, columns));
        return name;
    }

    /// Makes a value (rows) of float32 the output of that name.
    public void output(String name, String value) {
        nodes.add(new ProtoMessage().text(1, value).text(2, name).text(3, name).text(4, "Identity"));
        outputs.add(value(name, FLOAT, 0));
    }

    /// @param columns 0: the value is a vector
    private static ProtoMessage value(String name, int type, int columns) {
        ProtoMessage shape = new ProtoMessage().message(1, new ProtoMessage().text(2, "rows"));
        if (columns > 0) {
            shape.message(1, new ProtoMessage().number(1, columns));
        }
        ProtoMessage tensor = new ProtoMessage().number(1, type).message(2, shape);
        return new ProtoMessage().text(1, name).message(2, new ProtoMessage().message(1, tensor));
    }

    /// Adds float32 constants: `length` numbers of `all` from `from` on, which are not copied.
    ///
    /// @param shape none: a single number
    public String constant(float[] all, int from, int length, List<Integer> shape) {
        ProtoMessage tensor =
                tensor(FLOAT, shape.stream().map(Integer::longValue).toList());
        tensor.content(9, new ProtoMessage.Content() {
            @Override
            public long size() {
                return (long) length * Float.BYTES;
            }

            @Override
            public void write(OutputStream out) throws IOException {
                ByteBuffer bytes = ByteBuffer.allocate(COPIED * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
                for (int at = 0; at < length; at += COPIED) {
                    int count = Math.min(COPIED, length - at);
                    bytes.clear().asFloatBuffer().put(all, from + at, count);
                    out.write(bytes.array(), 0, count * Float.BYTES);
                }
            }
        });
        return add(tensor);
    }

    /// Adds a number.
    public String constant(double value) {
        return constant(new float[] {(float) value}, 0, 1, List.of());
    }

    /// Adds an int32 number.
    public String id(int value) {
        ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        return add(tensor(INT32, List.of()).bytes(9, bytes.putInt(value).array()));
    }

    /// Adds a vector of int64, such as a shape or axes; equal ones once.
    public String numbers(Integer... vector) {
        List<Long> key = Arrays.stream(vector).map(Integer::longValue).toList();
        return numbers.computeIfAbsent(key, _ -> {
            ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES * vector.length).order(ByteOrder.LITTLE_ENDIAN);
            key.forEach(bytes::putLong);
            return add(tensor(INT64, List.of((long) vector.length)).bytes(9, bytes.array()));
        });
    }

    private static ProtoMessage tensor(int type, List<Long> shape) {
        ProtoMessage tensor = new ProtoMessage();
        shape.forEach(length -> tensor.number(1, length));
        return tensor.number(2, type);
    }

    private String add(ProtoMessage tensor) {
        String name = next();
        constants.add(tensor.text(8, name));
        return name;
    }

    private String next() {
        return "v" + values++;
    }

    /// Adds an operator with one output.
    public String node(String operator, List<String> of, Attribute... attributes) {
        return nodes(operator, of, 1, attributes).getFirst();
    }

    /// Adds an operator.
    ///
    /// @return the names of its outputs
    public List<String> nodes(String operator, List<String> of, int outs, Attribute... attributes) {
        List<String> names = IntStream.range(0, outs).mapToObj(_ -> next()).toList();
        ProtoMessage node = new ProtoMessage();
        of.forEach(name -> node.text(1, name));
        names.forEach(name -> node.text(2, name));
        node.text(3, "n" + nodes.size()).text(4, operator);
        for (Attribute attribute : attributes) {
            node.message(5, attribute.message());
        }
        nodes.add(node);
        return names;
    }

    /// @param facts kept in the file's metadata
    /// @throws IllegalArgumentException when it has more than the 2 GB that such a file may have
    public void write(OutputStream out, String producer, Map<String, String> facts) throws IOException {
        ProtoMessage graph = new ProtoMessage();
        nodes.forEach(node -> graph.message(1, node));
        graph.text(2, producer);
        constants.forEach(constant -> graph.message(5, constant));
        inputs.forEach(input -> graph.message(11, input));
        outputs.forEach(output -> graph.message(12, output));
        ProtoMessage model = new ProtoMessage()
                .number(1, IR_VERSION)
                .text(2, producer)
                .message(7, graph)
                .message(8, new ProtoMessage().text(1, "").number(2, OPERATORS));
        facts.forEach(
                (key, fact) -> model.message(14, new ProtoMessage().text(1, key).text(2, fact)));
        if (model.size() > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "the model has %,d MB, and a file of ONNX at most 2,147 MB".formatted(model.size() / 1_000_000));
        }
        model.write(out);
    }
}
