package ctrsweep.store;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The day, minute, second or millisecond that a date names, from its begin to its end.
///
/// @param from milliseconds since 1970-01-01 UTC
/// @param until the first millisecond after it
record DateSpan(long from, long until) {
    private static final Pattern FORM = Pattern.compile(
            "(\\d{4}-\\d\\d-\\d\\d)(?:[T ](\\d\\d:\\d\\d(:\\d\\d(\\.\\d{1,3})?)?)(Z|[+-]\\d\\d:\\d\\d)?)?");

    /// @param zone of a date that names none
    /// @return empty when it is not a date
    static Optional<DateSpan> read(String text, ZoneId zone) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(parts.group(2) == null ? day(text, zone) : moment(parts, zone));
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }

    /// A day has 23 or 25 hours where clocks are set.
    private static DateSpan day(String text, ZoneId zone) {
        LocalDate day = LocalDate.parse(text);
        return new DateSpan(
                day.atStartOfDay(zone).toInstant().toEpochMilli(),
                day.plusDays(1).atStartOfDay(zone).toInstant().toEpochMilli());
    }

    private static DateSpan moment(Matcher parts, ZoneId zone) {
        LocalDateTime local = LocalDateTime.parse(parts.group(1) + "T" + parts.group(2));
        ZoneId named = parts.group(5) == null ? zone : ZoneOffset.of(parts.group(5));
        Instant from = local.atZone(named).toInstant();
        ChronoUnit unit = parts.group(4) != null
                ? ChronoUnit.MILLIS
                : parts.group(3) != null ? ChronoUnit.SECONDS : ChronoUnit.MINUTES;
        return new DateSpan(from.toEpochMilli(), from.plus(1, unit).toEpochMilli());
    }
}
