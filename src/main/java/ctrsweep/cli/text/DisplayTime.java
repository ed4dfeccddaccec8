package ctrsweep.cli.text;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Times as commands show them: `2026-01-02 03:04:05`.
public final class DisplayTime {
    private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

    private DisplayTime() {}

    /// `less than 1 s`, `25 s`, `3 min`, `4 h 10 min`, `2 d 3 h`: rounded as an estimate is.
    static String span(Duration time) {
        if (time.toMillis() < 1000) {
            return "less than 1 s";
        }
        if (time.toSeconds() < 100) {
            return time.toSeconds() + " s";
        }
        if (time.toMinutes() < 100) {
            return time.toMinutes() + " min";
        }
        return time.toHours() < 48
                ? "%d h %d min".formatted(time.toHours(), time.toMinutesPart())
                : "%,d d %d h".formatted(time.toDays(), time.toHoursPart());
    }

    public static String of(Instant instant, ZoneId zone) {
        return FORM.format(instant.atZone(zone));
    }
}
