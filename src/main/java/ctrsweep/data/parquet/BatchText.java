package ctrsweep.data.parquet;

import dev.hardwood.metadata.LogicalType;
import dev.hardwood.reader.ColumnReader;
import dev.hardwood.schema.ColumnSchema;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/// Appends the text of a batch's values: numbers in decimal, as few digits of a float or double as tell it from all
/// others, times in ISO 8601 with a fraction only where it is not 0, `true` and `false`.
@FunctionalInterface
interface BatchText {

    /// @param value its number in the batch; it is not null
    void append(int value, TextBuilder text);

    /// The texts of a reader's batch.
    @FunctionalInterface
    interface OfBatch {
        BatchText of(ColumnReader reader);
    }

    /// Returns the texts of a column of this type; empty if the type has none.
    static Optional<OfBatch> of(ColumnSchema column) {
        return switch (column.type()) {
            case BOOLEAN ->
                Optional.of(reader -> {
                    boolean[] values = reader.getBooleans();
                    return (value, text) -> text.append(values[value] ? "true" : "false");
                });
            case INT32 -> ints(column);
            case INT64 -> longs(column);
            case INT96 -> Optional.of(binary((bytes, begin, end, text) -> text.append(TimeText.legacy(bytes, begin))));
            case FLOAT ->
                Optional.of(reader -> {
                    float[] values = reader.getFloats();
                    return (value, text) -> append(values[value], text);
                });
            case DOUBLE ->
                Optional.of(reader -> {
                    double[] values = reader.getDoubles();
                    return (value, text) -> append(values[value], text);
                });
            case BYTE_ARRAY, FIXED_LEN_BYTE_ARRAY -> bytes(column);
        };
    }

    private static Optional<OfBatch> ints(ColumnSchema column) {
        return whole(column).map(of -> reader -> {
            int[] values = reader.getInts();
            return (value, text) -> of.append(values[value], text);
        });
    }

    private static Optional<OfBatch> longs(ColumnSchema column) {
        return whole(column).map(of -> reader -> {
            long[] values = reader.getLongs();
            return (value, text) -> of.append(values[value], text);
        });
    }

    /// Appends what a whole number stands for.
    @FunctionalInterface
    interface OfWhole {
        void append(long number, TextBuilder text);
    }

    private static Optional<OfWhole> whole(ColumnSchema column) {
        return switch (column.logicalType()) {
            case null -> Optional.of((number, text) -> text.append(number));
            case LogicalType.IntType type
            when !type.isSigned() && type.bitWidth() == Long.SIZE ->
                Optional.of((number, text) -> text.append(Long.toUnsignedString(number)));
            case LogicalType.IntType type
            when !type.isSigned() -> Optional.of((number, text) -> text.append(number & 0xFFFF_FFFFL));
            case LogicalType.IntType _ -> Optional.of((number, text) -> text.append(number));
            case LogicalType.DecimalType type ->
                Optional.of((number, text) ->
                        text.append(BigDecimal.valueOf(number, type.scale()).toPlainString()));
            case LogicalType.DateType _ ->
                Optional.of((number, text) ->
                        text.append(LocalDate.ofEpochDay(number).toString()));
            case LogicalType.TimestampType type ->
                Optional.of((number, text) -> text.append(TimeText.timestamp(number, type)));
            case LogicalType.TimeType type ->
                Optional.of((number, text) -> text.append(TimeText.timeOfDay(number, type)));
            case LogicalType _ -> Optional.empty();
        };
    }

    /// NaN is empty, as a missing number is.
    private static void append(double number, TextBuilder text) {
        if (!Double.isNaN(number)) {
            text.append(Double.toString(number));
        }
    }

    private static void append(float number, TextBuilder text) {
        if (!Float.isNaN(number)) {
            text.append(Float.toString(number));
        }
    }

    /// Appends what bytes stand for.
    @FunctionalInterface
    interface OfBytes {
        void append(byte[] bytes, int begin, int end, TextBuilder text);
    }

    private static OfBatch binary(OfBytes of) {
        return reader -> {
            byte[] bytes = reader.getBinaryValues();
            int[] offsets = reader.getBinaryOffsets();
            return (value, text) -> of.append(bytes, offsets[value], offsets[value + 1], text);
        };
    }

    /// Whether a column's values are text already.
    static boolean isText(ColumnSchema column) {
        return switch (column.type()) {
            case BYTE_ARRAY ->
                switch (column.logicalType()) {
                    case null -> true;
                    case LogicalType.StringType _, LogicalType.EnumType _, LogicalType.JsonType _ -> true;
                    case LogicalType _ -> false;
                };
            case BOOLEAN, INT32, INT64, INT96, FLOAT, DOUBLE, FIXED_LEN_BYTE_ARRAY -> false;
        };
    }

    private static Optional<OfBatch> bytes(ColumnSchema column) {
        if (isText(column)) {
            return Optional.of(binary((bytes, begin, end, text) -> text.append(bytes, begin, end)));
        }
        return switch (column.logicalType()) {
            case LogicalType.DecimalType type ->
                Optional.of(binary((bytes, begin, end, text) -> text.append(
                        new BigDecimal(new BigInteger(bytes, begin, end - begin), type.scale()).toPlainString())));
            case LogicalType.UuidType _ ->
                Optional.of(binary((bytes, begin, end, text) -> {
                    ByteBuffer parts = ByteBuffer.wrap(bytes, begin, end - begin);
                    text.append(new UUID(parts.getLong(), parts.getLong()).toString());
                }));
            case LogicalType.Float16Type _ ->
                Optional.of(binary((bytes, begin, end, text) -> append(
                        Float.float16ToFloat((short) ((bytes[begin] & 0xFF) | (bytes[begin + 1] << Byte.SIZE))),
                        text)));
            case null -> Optional.empty();
            case LogicalType _ -> Optional.empty();
        };
    }
}
