package ctrsweep.model;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// The part of Python's pickle protocol 2 that describes a script object: see the pickletools module for the
/// opcodes.
final class Pickle {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final List<Tensor> tensors;

    private Pickle(List<Tensor> tensors) {
        this.tensors = tensors;
        opcode(0x80).opcode(2);
    }

    /// @param tensors gets those of the object, in the order of the files that hold their numbers
    static byte[] of(Script object, List<Tensor> tensors) {
        return new Pickle(tensors).value(object).end();
    }

    static byte[] emptyTuple() {
        return new Pickle(new ArrayList<>()).opcode(')').end();
    }

    private byte[] end() {
        return opcode('.').out.toByteArray();
    }

    private Pickle value(Object value) {
        return switch (value) {
            case Boolean flag -> opcode(flag ? 0x88 : 0x89);
            case Integer number -> opcode('J').bytes(little(number));
            // A float is the one number that pickle writes with its high byte first.
            case Double number ->
                opcode('G').bytes(ByteBuffer.allocate(8).putDouble(number).array());
            case String text -> text(text);
            case List<?> list -> list("build_intlist", list);
            case Reals reals -> list("build_doublelist", reals.values());
            case Script script -> object(script);
            case Tensor tensor -> tensor(tensor);
            default -> throw new IllegalArgumentException("a script cannot hold " + value);
        };
    }

    private Pickle object(Script script) {
        global("__torch__." + script.file(), script.type())
                .opcode(')')
                .opcode(0x81)
                .opcode('}')
                .opcode('(');
        script.attributes().forEach((name, value) -> text(name).value(value));
        return opcode('u').opcode('b');
    }

    private Pickle tensor(Tensor tensor) {
        global("torch._utils", "_rebuild_tensor_v2").opcode('(').opcode('(').text("storage");
        global("torch", tensor.storage)
                .text(Integer.toString(tensors.size()))
                .text("cpu")
                .value(tensor.size());
        opcode('t')
                .opcode('Q')
                .value(0)
                .tuple(tensor.shape)
                .tuple(tensor.strides())
                .value(false);
        tensors.add(tensor);
        return global("collections", "OrderedDict")
                .opcode(')')
                .opcode('R')
                .opcode('t')
                .opcode('R');
    }

    private Pickle tuple(List<Integer> numbers) {
        opcode('(');
        numbers.forEach(this::value);
        return opcode('t');
    }

    private Pickle list(String build, List<?> list) {
        global("torch.jit._pickle", build).opcode('(').opcode(']').opcode('(');
        list.forEach(this::value);
        return opcode('e').opcode('t').opcode('R');
    }

    private Pickle global(String module, String name) {
        return opcode('c').bytes((module + "\n" + name + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private Pickle text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return opcode('X').bytes(little(bytes.length)).bytes(bytes);
    }

    private Pickle opcode(int code) {
        out.write(code);
        return this;
    }

    private Pickle bytes(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    private static byte[] little(int number) {
        return ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(number)
                .array();
    }
}
