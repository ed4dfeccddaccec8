package ctrsweep.data.table;

import ctrsweep.settings.TableField.Extraction;
import ctrsweep.settings.TableField.Take;

/// Extracts from a value what is encoded. For the time between two columns, the value is the number of days.
record ValueExtractor(Extraction extraction, TimeParser times) {
    private static final double DAY_HOURS = 24;
    private static final double WEEK_DAYS = 7;
    private static final double YEAR_DAYS = 365.25;
    /// A long holds the whole numbers below it.
    private static final double MOST_WHOLE = 0x1p63;

    /// Whether the value itself is encoded.
    boolean isPlain() {
        return !extraction.isBinned() && (extraction.take() == Take.VALUE || extraction.take() == Take.DAYS_SINCE);
    }

    /// Extracts text that becomes an id. An empty value stays empty.
    String text(String value) {
        if (value.isEmpty()) {
            return value;
        }
        if (!extraction.labels().isEmpty()) {
            return extraction.labels().get(Boundaries.reached(extraction.bounds(), number(value)));
        }
        if (extraction.bin() > 0) {
            return bin(number(value), extraction.bin());
        }
        return switch (extraction.take()) {
            case VALUE, DAYS_SINCE -> value;
            case PREFIX -> value.substring(0, Math.min(extraction.chars(), value.length()));
            case YEAR, HOUR, WEEKDAY, HOUR_SIN, HOUR_COS, WEEKDAY_SIN, WEEKDAY_COS, YEARS_SINCE, LOG_SQUARED ->
                whole(number(value));
            case COUNT, POSITIVES -> throw new IllegalStateException("counts are not of the value alone");
        };
    }

    /// @throws BadRow when it is none
    double number(String value) {
        return switch (extraction.take()) {
            case VALUE, DAYS_SINCE -> NumberParser.parsed(value);
            case PREFIX -> NumberParser.parsed(text(value));
            case YEAR -> TimeParser.year(times.seconds(value));
            case HOUR -> TimeParser.hour(times.seconds(value));
            case WEEKDAY -> TimeParser.weekday(times.seconds(value));
            case HOUR_SIN -> StrictMath.sin(angle(TimeParser.hour(times.seconds(value)), DAY_HOURS));
            case HOUR_COS -> StrictMath.cos(angle(TimeParser.hour(times.seconds(value)), DAY_HOURS));
            case WEEKDAY_SIN -> StrictMath.sin(angle(TimeParser.weekday(times.seconds(value)), WEEK_DAYS));
            case WEEKDAY_COS -> StrictMath.cos(angle(TimeParser.weekday(times.seconds(value)), WEEK_DAYS));
            case YEARS_SINCE -> NumberParser.parsed(value) / YEAR_DAYS;
            case LOG_SQUARED -> logSquared(NumberParser.parsed(value));
            case COUNT, POSITIVES -> throw new IllegalStateException("counts are not of the value alone");
        };
    }

    static double logSquared(double x) {
        double log = x > 2 ? StrictMath.log(x) : 0;
        return x > 2 ? Math.floor(log * log) : x;
    }

    private static double angle(int part, double whole) {
        return 2 * Math.PI * part / whole;
    }

    /// First and last whole number of those that are one value.
    private static String bin(double number, int numbers) {
        long first = (long) Math.floor(number / numbers) * numbers;
        return "%d-%d".formatted(first, first + numbers - 1);
    }

    /// Whole numbers without a point.
    static String whole(double number) {
        return number == Math.rint(number) && Math.abs(number) < MOST_WHOLE
                ? Long.toString((long) number)
                : Double.toString(number);
    }
}
