package ctrsweep.data.parquet;

import dev.hardwood.metadata.LogicalType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;

/// Times in ISO 8601: with seconds always, with a fraction where it is not 0, and with `Z` where the file says UTC.
final class TimeText {
    private static final long NANOS = 1_000_000_000;
    private static final long SECONDS_OF_DAY = 86_400;
    private static final int LEGACY_BYTES = 12;
    private static final long JULIAN_DAY_OF_1970 = 2_440_588;
    private static final DateTimeFormatter OF_DAY = new DateTimeFormatterBuilder()
            .appendPattern("HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .toFormatter();
    private static final DateTimeFormatter FULL = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendLiteral('T')
            .append(OF_DAY)
            .toFormatter();

    private TimeText() {}

    /// @param since 1970
    static String timestamp(long since, LogicalType.TimestampType type) {
        long second = second(type.unit());
        long nanos = Math.floorMod(since, second) * (NANOS / second);
        return timestamp(Math.floorDiv(since, second), nanos, type.isAdjustedToUTC());
    }

    /// @param since midnight
    static String timeOfDay(long since, LogicalType.TimeType type) {
        return OF_DAY.format(LocalTime.ofNanoOfDay(since * (NANOS / second(type.unit()))));
    }

    /// The time that Spark and Hive write in 12 bytes: the nanoseconds of a day, and its Julian number.
    static String legacy(byte[] bytes, int begin) {
        ByteBuffer parts = ByteBuffer.wrap(bytes, begin, LEGACY_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        long nanos = parts.getLong();
        long days = parts.getInt() - JULIAN_DAY_OF_1970;
        return timestamp(days * SECONDS_OF_DAY + Math.floorDiv(nanos, NANOS), Math.floorMod(nanos, NANOS), true);
    }

    private static String timestamp(long seconds, long nanos, boolean isUtc) {
        Instant time = Instant.ofEpochSecond(seconds, nanos);
        return FULL.format(LocalDateTime.ofInstant(time, ZoneOffset.UTC)) + (isUtc ? "Z" : "");
    }

    private static long second(LogicalType.TimeUnit unit) {
        return switch (unit) {
            case MILLIS -> 1_000;
            case MICROS -> 1_000_000;
            case NANOS -> NANOS;
        };
    }
}
