package ctrsweep.data.table;

import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;

/// Times as ISO 8601 and most programs write them: a date, or a date and a time after `T` or a space, with or
/// without seconds, fractions, and `Z` or an offset; without one it is UTC.
final class IsoTime {
    private static final DateTimeFormatter FORMAT = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .optionalStart()
            .appendPattern("['T'][' ']HH:mm[:ss]")
            .optionalStart()
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .optionalEnd()
            .optionalStart()
            .appendPattern("[' ']")
            .appendPattern("['UTC'][XXX][XX][X]")
            .optionalEnd()
            .optionalEnd()
            .parseDefaulting(ChronoField.HOUR_OF_DAY, 0)
            .toFormatter();

    private IsoTime() {}

    /// @throws DateTimeParseException when it is none
    static long seconds(String text) {
        TemporalAccessor time = FORMAT.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
        return time instanceof OffsetDateTime with
                ? with.toEpochSecond()
                : LocalDateTime.from(time).toEpochSecond(ZoneOffset.UTC);
    }
}
