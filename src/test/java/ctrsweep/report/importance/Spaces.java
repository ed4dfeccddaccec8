package ctrsweep.report.importance;

import ctrsweep.space.Choices;
import ctrsweep.space.Domain;
import ctrsweep.space.Interval;
import ctrsweep.space.Interval.Kind;
import ctrsweep.space.Interval.Scale;
import ctrsweep.space.Value;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.stream.Stream;

/// Domains for tests.
final class Spaces {
    private Spaces() {}

    static Interval real(String min, String max) {
        return interval(min, max, Scale.LINEAR, Kind.REAL);
    }

    static Interval log(String min, String max) {
        return interval(min, max, Scale.LOG, Kind.REAL);
    }

    static Interval whole(String min, String max) {
        return interval(min, max, Scale.LINEAR, Kind.WHOLE);
    }

    static Interval interval(String min, String max, Scale scale, Kind kind) {
        return new Interval(new BigDecimal(min), new BigDecimal(max), scale, Optional.empty(), kind);
    }

    static Domain choices(String... texts) {
        return new Choices(Stream.of(texts).<Value>map(Value.Text::new).toList());
    }
}
