package ctrsweep.data.table;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.Optional;

/// Reads times, to unix seconds.
final class Times {
    private static final long DAY = 86_400;
    private static final long HOUR = 3_600;
    private static final int MILLISECONDS = 1_000;
    /// 1970-01-01 was a Thursday; weekdays count from Monday.
    private static final int FIRST_WEEKDAY = 3;

    private static final int WEEK = 7;

    private final String format;
    private final Optional<DateTimeFormatter> pattern;

    /// @param format `unix`, `unix_ms`, or a pattern, taken for UTC; what it lacks of the time of day is 0
    Times(String format) {
        this.format = format;
        pattern = format.startsWith("unix")
                ? Optional.empty()
                : Optional.of(new DateTimeFormatterBuilder()
                        .parseCaseInsensitive()
                        .appendPattern(format)
                        .parseDefaulting(ChronoField.HOUR_OF_DAY, 0)
                        .toFormatter(Locale.ENGLISH));
    }

    /// @throws BadRow when it is none
    long seconds(String text) {
        try {
            if (pattern.isPresent()) {
                return LocalDateTime.parse(text, pattern.get()).toEpochSecond(ZoneOffset.UTC);
            }
            long number = Long.parseLong(text);
            return format.equals("unix_ms") ? Math.floorDiv(number, MILLISECONDS) : number;
        } catch (NumberFormatException | DateTimeParseException e) {
            throw new BadRow("\"%s\" is not a time; data.table.time_format is %s".formatted(text, format));
        }
    }

    static int hour(long seconds) {
        return (int) (Math.floorMod(seconds, DAY) / HOUR);
    }

    /// 0 is Monday.
    static int weekday(long seconds) {
        return (int) Math.floorMod(Math.floorDiv(seconds, DAY) + FIRST_WEEKDAY, (long) WEEK);
    }
}
