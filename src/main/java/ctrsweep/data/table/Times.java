package ctrsweep.data.table;

import ctrsweep.config.TableSettings;
import java.time.Instant;
import java.time.LocalDate;
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
    private static final long FIRST_PLAUSIBLE =
            Instant.parse("1900-01-01T00:00:00Z").getEpochSecond();
    private static final long LAST_PLAUSIBLE =
            Instant.parse("2200-01-01T00:00:00Z").getEpochSecond();

    private final String setting;
    private final String format;
    private final Optional<DateTimeFormatter> pattern;

    /// @param format `unix`, `unix_ms`, or a pattern, taken for UTC; what it lacks of the time of day is 0
    Times(String format) {
        this("data.table.time_format", format);
    }

    private Times(String setting, String format) {
        this.setting = setting;
        this.format = format;
        pattern = format.startsWith("unix")
                ? Optional.empty()
                : Optional.of(new DateTimeFormatterBuilder()
                        .parseCaseInsensitive()
                        .appendPattern(format)
                        .parseDefaulting(ChronoField.HOUR_OF_DAY, 0)
                        .toFormatter(Locale.ENGLISH));
    }

    /// Those of a field's column.
    ///
    /// @param setting the field's, for messages
    /// @param own the format that it names; else it is the table's
    static Times of(String setting, Optional<String> own, TableSettings table) {
        return own.map(format -> new Times(setting, format)).orElseGet(() -> new Times(table.timeFormat()));
    }

    /// @throws BadRow when it is none
    long seconds(String text) {
        try {
            if (pattern.isPresent()) {
                return LocalDateTime.parse(text, pattern.get()).toEpochSecond(ZoneOffset.UTC);
            }
            long number = Long.parseLong(text);
            long seconds = format.equals("unix_ms") ? Math.floorDiv(number, MILLISECONDS) : number;
            requirePlausible(text, seconds);
            return seconds;
        } catch (NumberFormatException | DateTimeParseException e) {
            throw new BadRow("\"%s\" is not a time; %s is %s".formatted(text, setting, format));
        }
    }

    /// Milliseconds taken for seconds lie far in the future.
    private void requirePlausible(String text, long seconds) {
        if (seconds < FIRST_PLAUSIBLE || seconds > LAST_PLAUSIBLE) {
            throw new BadRow("\"%s\" is no time between the years 1900 and 2200; is %s %s right?"
                    .formatted(text, setting, format));
        }
    }

    static int year(long seconds) {
        return LocalDate.ofEpochDay(Math.floorDiv(seconds, DAY)).getYear();
    }

    /// Whole days from one to the other, below 0 where that comes before.
    static long days(long since, long until) {
        return Math.floorDiv(until - since, DAY);
    }

    static int hour(long seconds) {
        return (int) (Math.floorMod(seconds, DAY) / HOUR);
    }

    /// 0 is Monday.
    static int weekday(long seconds) {
        return (int) Math.floorMod(Math.floorDiv(seconds, DAY) + FIRST_WEEKDAY, (long) WEEK);
    }
}
