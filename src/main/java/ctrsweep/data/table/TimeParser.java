package ctrsweep.data.table;

import ctrsweep.settings.TableSettings;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Reads times, to unix seconds.
final class TimeParser {
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

    /// A format is not named for a time that hardly anybody has data of: small numbers are not unix seconds.
    private static final long FIRST_USUAL =
            Instant.parse("1980-01-01T00:00:00Z").getEpochSecond();
    private static final long LAST_USUAL = Instant.parse("2100-01-01T00:00:00Z").getEpochSecond();
    private static final Set<String> NAMED = Set.of("unix", "unix_ms", "iso");
    /// Formats to be named where they read what the settings' format does not. Where day and month could be either
    /// of two numbers, none is.
    private static final List<TimeParser> OTHERS = Stream.of(
                    "iso",
                    "unix",
                    "unix_ms",
                    "yyyy/MM/dd HH:mm:ss",
                    "yyyy/MM/dd",
                    "yyyyMMdd'T'HHmmss",
                    "yyyyMMddHHmmss")
            .map(TimeParser::new)
            .toList();

    private final String setting;
    private final String format;
    private final Optional<DateTimeFormatter> pattern;

    /// @param format `unix`, `unix_ms`, `iso`, or a pattern, taken for UTC; what it lacks of the time of day is 0
    TimeParser(String format) {
        this("data.table.time_format", format);
    }

    private TimeParser(String setting, String format) {
        this.setting = setting;
        this.format = format;
        pattern = NAMED.contains(format)
                ? Optional.empty()
                : Optional.of(new DateTimeFormatterBuilder()
                        .parseCaseInsensitive()
                        .appendPattern(format)
                        .parseDefaulting(ChronoField.HOUR_OF_DAY, 0)
                        .toFormatter(Locale.ENGLISH));
    }

    /// The parser of a field's column.
    ///
    /// @param setting the field's, for messages
    /// @param own the format that it names; else it is the table's
    static TimeParser of(String setting, Optional<String> own, TableSettings table) {
        return own.map(format -> new TimeParser(setting, format)).orElseGet(() -> new TimeParser(table.timeFormat()));
    }

    /// @throws BadRow when it is none; names the format that would read it
    long seconds(String text) {
        long seconds;
        try {
            seconds = read(text);
        } catch (NumberFormatException | DateTimeParseException e) {
            throw wrong("\"%s\" is not a time; %s is %s".formatted(text, setting, format), text);
        }
        if (format.startsWith("unix") && !isPlausible(seconds)) {
            throw wrong(
                    "\"%s\" is no time between the years 1900 and 2200; is %s %s right?"
                            .formatted(text, setting, format),
                    text);
        }
        return seconds;
    }

    private long read(String given) {
        String text = given.strip();
        if (pattern.isPresent()) {
            return LocalDateTime.parse(text, pattern.get()).toEpochSecond(ZoneOffset.UTC);
        }
        return switch (format) {
            case "iso" -> IsoTime.seconds(text);
            case "unix_ms" -> Math.floorDiv(Long.parseLong(text), MILLISECONDS);
            default -> Long.parseLong(text);
        };
    }

    /// Milliseconds taken for seconds lie far in the future.
    private static boolean isPlausible(long seconds) {
        return seconds >= FIRST_PLAUSIBLE && seconds <= LAST_PLAUSIBLE;
    }

    private BadRow wrong(String what, String text) {
        return OTHERS.stream()
                .filter(other -> !other.format.equals(format) && other.reads(text))
                .findFirst()
                .map(other -> BadRow.curable(what, "%s: %s reads it".formatted(setting, other.format)))
                .orElseGet(() -> new BadRow(what));
    }

    private boolean reads(String text) {
        try {
            long seconds = read(text);
            return seconds >= FIRST_USUAL && seconds <= LAST_USUAL;
        } catch (NumberFormatException | DateTimeParseException _) {
            return false;
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
