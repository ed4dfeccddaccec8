package ctrsweep.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DateSpanTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    /// On 2026-03-29 clocks went from 2:00 to 3:00, on 2026-10-25 from 3:00 to 2:00.
    @ParameterizedTest
    @CsvSource({
        "2026-11-21,                      2026-11-20T23:00:00Z,     2026-11-21T23:00:00Z",
        "2026-03-29,                      2026-03-28T23:00:00Z,     2026-03-29T22:00:00Z",
        "2026-10-25,                      2026-10-24T22:00:00Z,     2026-10-25T23:00:00Z",
        "2026-12-31,                      2026-12-30T23:00:00Z,     2026-12-31T23:00:00Z",
        "2026-11-21T10:00,                2026-11-21T09:00:00Z,     2026-11-21T09:01:00Z",
        "2026-11-21 10:00:30,             2026-11-21T09:00:30Z,     2026-11-21T09:00:31Z",
        "2026-11-21T10:00:30.5Z,          2026-11-21T10:00:30.500Z, 2026-11-21T10:00:30.501Z",
        "2026-11-21T10:00-05:30,          2026-11-21T15:30:00Z,     2026-11-21T15:31:00Z",
    })
    void isAllThatADateNames(String date, Instant from, Instant until) {
        assertThat(DateSpan.read(date, BERLIN)).hasValue(new DateSpan(from.toEpochMilli(), until.toEpochMilli()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026",
                "2026-11",
                "2026-13-01",
                "2026-02-29",
                "2026-11-21T",
                "2026-11-21T25:00",
                "2026-11-21T10",
                "2026-11-21Z",
                "10:00",
                "+999999999-12-31",
                "2026-11-21T10:00+19:00",
                "2026-11-21T10:00x"
            })
    void refusesWhatIsNoDate(String text) {
        assertThat(DateSpan.read(text, BERLIN)).isEmpty();
    }
}
