package ctrsweep.program;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The scalars of an event in a file of TensorBoard.
///
/// @param scalars by tag
record ScalarEvent(long step, Map<String, Double> scalars) {

    // Numbers of fields in TensorFlow's messages.
    private static final int EVENT_STEP = 2;
    private static final int EVENT_SUMMARY = 5;
    private static final int SUMMARY_VALUE = 1;
    private static final int VALUE_TAG = 1;
    private static final int VALUE_SIMPLE = 2;
    private static final int VALUE_TENSOR = 8;
    private static final int TENSOR_TYPE = 1;
    private static final int TENSOR_SHAPE = 2;
    private static final int TENSOR_CONTENT = 4;
    private static final int TENSOR_FLOATS = 5;
    private static final int TENSOR_DOUBLES = 6;
    private static final int SHAPE_DIMENSION = 2;

    // Types of tensors.
    private static final int FLOAT = 1;
    private static final int DOUBLE = 2;

    ScalarEvent {
        scalars = new LinkedHashMap<>(scalars);
    }

    /// Reads a message `Event`; texts, pictures and histograms in it are skipped.
    ///
    /// @throws IllegalArgumentException if the bytes are no message
    static ScalarEvent of(ByteBuffer message) {
        long step = 0;
        Map<String, Double> scalars = new LinkedHashMap<>();
        for (WireField field : WireField.of(message)) {
            if (field.number() == EVENT_STEP) {
                step = field.bits();
            } else if (field.number() == EVENT_SUMMARY) {
                WireField.of(field.bytes()).stream()
                        .filter(each -> each.number() == SUMMARY_VALUE)
                        .forEach(each -> putScalar(each.bytes(), scalars));
            }
        }
        return new ScalarEvent(step, scalars);
    }

    private static void putScalar(ByteBuffer value, Map<String, Double> scalars) {
        String tag = "";
        Optional<Double> scalar = Optional.empty();
        for (WireField field : WireField.of(value)) {
            switch (field.number()) {
                case VALUE_TAG ->
                    tag = StandardCharsets.UTF_8
                            .decode(field.bytes().duplicate())
                            .toString();
                case VALUE_SIMPLE -> scalar = Optional.of(real((int) field.bits()));
                case VALUE_TENSOR -> scalar = ofTensor(field.bytes());
                default -> {}
            }
        }
        if (scalar.isPresent() && !tag.isEmpty()) {
            scalars.put(tag, scalar.get());
        }
    }

    /// The value of a tensor without dimensions.
    private static Optional<Double> ofTensor(ByteBuffer tensor) {
        List<WireField> fields = WireField.of(tensor);
        boolean isScalar = fields.stream()
                .filter(field -> field.number() == TENSOR_SHAPE)
                .flatMap(shape -> WireField.of(shape.bytes()).stream())
                .noneMatch(field -> field.number() == SHAPE_DIMENSION);
        long type = fields.stream()
                .filter(field -> field.number() == TENSOR_TYPE)
                .mapToLong(WireField::bits)
                .findFirst()
                .orElse(0);
        return fields.stream()
                .filter(_ -> isScalar)
                .flatMap(field -> number(field, type).stream())
                .findFirst();
    }

    /// The number in a field of a tensor: alone, or as the bytes of a list of one.
    private static Optional<Double> number(WireField field, long type) {
        boolean content = field.number() == TENSOR_CONTENT;
        int bytes = field.bytes().remaining();
        if (type == FLOAT && (content || field.number() == TENSOR_FLOATS)) {
            return bytes == Float.BYTES
                    ? Optional.of(real(field.bytes().getInt(0)))
                    : Optional.of(real((int) field.bits())).filter(_ -> bytes == 0 && !content);
        }
        if (type == DOUBLE && (content || field.number() == TENSOR_DOUBLES)) {
            return bytes == Double.BYTES
                    ? Optional.of(field.bytes().getDouble(0))
                    : Optional.of(Double.longBitsToDouble(field.bits())).filter(_ -> bytes == 0 && !content);
        }
        return Optional.empty();
    }

    /// The shortest number that has this single precision: 0.7, where a widened one would be 0.699999988079071.
    private static double real(int bits) {
        return Double.parseDouble(Float.toString(Float.intBitsToFloat(bits)));
    }
}
