package ctrsweep.data.table;

import ctrsweep.config.TableField.Take;
import ctrsweep.config.TableField.Taken;

/// Makes of a column's value what is encoded.
record Taker(Taken taken, Times times) {
    private static final double DAY_HOURS = 24;
    private static final double WEEK_DAYS = 7;

    /// Whether the value itself is encoded.
    boolean isPlain() {
        return taken.take() == Take.VALUE;
    }

    /// Of text that becomes an id. An empty value stays empty.
    String text(String value) {
        if (value.isEmpty()) {
            return value;
        }
        return switch (taken.take()) {
            case VALUE -> value;
            case PREFIX -> value.substring(0, Math.min(taken.chars(), value.length()));
            case HOUR -> Integer.toString(Times.hour(times.seconds(value)));
            case WEEKDAY -> Integer.toString(Times.weekday(times.seconds(value)));
            case HOUR_SIN, HOUR_COS, WEEKDAY_SIN, WEEKDAY_COS, LOG_SQUARED -> whole(number(value));
            case COUNT, POSITIVES -> throw new IllegalStateException("counts are not of the value alone");
        };
    }

    /// @throws BadRow when it is none
    double number(String value) {
        return switch (taken.take()) {
            case VALUE -> Numbers.parsed(value);
            case PREFIX -> Numbers.parsed(text(value));
            case HOUR -> Times.hour(times.seconds(value));
            case WEEKDAY -> Times.weekday(times.seconds(value));
            case HOUR_SIN -> StrictMath.sin(angle(Times.hour(times.seconds(value)), DAY_HOURS));
            case HOUR_COS -> StrictMath.cos(angle(Times.hour(times.seconds(value)), DAY_HOURS));
            case WEEKDAY_SIN -> StrictMath.sin(angle(Times.weekday(times.seconds(value)), WEEK_DAYS));
            case WEEKDAY_COS -> StrictMath.cos(angle(Times.weekday(times.seconds(value)), WEEK_DAYS));
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

    /// Whole numbers without a point.
    private static String whole(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }
}
