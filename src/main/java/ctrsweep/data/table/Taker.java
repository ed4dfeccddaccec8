package ctrsweep.data.table;

import ctrsweep.settings.TableField.Take;
import ctrsweep.settings.TableField.Taken;

/// Makes of a value what is encoded. Of the time between two columns the value is the days.
record Taker(Taken taken, Times times) {
    private static final double DAY_HOURS = 24;
    private static final double WEEK_DAYS = 7;
    private static final double YEAR_DAYS = 365.25;

    /// Whether the value itself is encoded.
    boolean isPlain() {
        return !taken.isBinned() && (taken.take() == Take.VALUE || taken.take() == Take.DAYS_SINCE);
    }

    /// Of text that becomes an id. An empty value stays empty.
    String text(String value) {
        if (value.isEmpty()) {
            return value;
        }
        if (!taken.labels().isEmpty()) {
            return taken.labels().get(Boundaries.reached(taken.bounds(), number(value)));
        }
        if (taken.bin() > 0) {
            return bin(number(value), taken.bin());
        }
        return switch (taken.take()) {
            case VALUE, DAYS_SINCE -> value;
            case PREFIX -> value.substring(0, Math.min(taken.chars(), value.length()));
            case YEAR, HOUR, WEEKDAY, HOUR_SIN, HOUR_COS, WEEKDAY_SIN, WEEKDAY_COS, YEARS_SINCE, LOG_SQUARED ->
                whole(number(value));
            case COUNT, POSITIVES -> throw new IllegalStateException("counts are not of the value alone");
        };
    }

    /// @throws BadRow when it is none
    double number(String value) {
        return switch (taken.take()) {
            case VALUE, DAYS_SINCE -> Numbers.parsed(value);
            case PREFIX -> Numbers.parsed(text(value));
            case YEAR -> Times.year(times.seconds(value));
            case HOUR -> Times.hour(times.seconds(value));
            case WEEKDAY -> Times.weekday(times.seconds(value));
            case HOUR_SIN -> StrictMath.sin(angle(Times.hour(times.seconds(value)), DAY_HOURS));
            case HOUR_COS -> StrictMath.cos(angle(Times.hour(times.seconds(value)), DAY_HOURS));
            case WEEKDAY_SIN -> StrictMath.sin(angle(Times.weekday(times.seconds(value)), WEEK_DAYS));
            case WEEKDAY_COS -> StrictMath.cos(angle(Times.weekday(times.seconds(value)), WEEK_DAYS));
            case YEARS_SINCE -> Numbers.parsed(value) / YEAR_DAYS;
            case LOG_SQUARED -> logSquared(Numbers.parsed(value));
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
    private static String whole(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }
}
