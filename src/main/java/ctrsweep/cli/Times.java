package ctrsweep.cli;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Times as commands show them: `2026-01-02 03:04:05`.
final class Times {
    private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

    private Times() {}

    static String of(Instant instant, ZoneId zone) {
        return FORM.format(instant.atZone(zone));
    }
}
