package ctrsweep.space;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/// Numbers drawn from another domain and rounded to the nearest multiple of `q`, ties to the even multiple. A
/// multiple may exceed the bounds of the domain by up to half of `q`.
///
/// @param latent an [Interval] of real numbers without a step, or a [Normal]
/// @param q above 0
/// @param kind of the multiples
public record Quantized(Domain latent, BigDecimal q, Interval.Kind kind) implements Domain {
    private static final BigDecimal LEAST_WHOLE = BigDecimal.valueOf(Long.MIN_VALUE);
    private static final BigDecimal MOST_WHOLE = BigDecimal.valueOf(Long.MAX_VALUE);

    public Quantized {
        if (q.signum() <= 0) {
            throw new IllegalArgumentException("q must be above 0, not " + q);
        }
        if (kind == Interval.Kind.WHOLE && q.stripTrailingZeros().scale() > 0) {
            throw new IllegalArgumentException("q must be a whole number, not " + q);
        }
        switch (latent) {
            case Interval interval -> multiples(interval, q, kind);
            case Normal _ -> {}
            case Choices _, Quantized _ -> throw new IllegalArgumentException("is no distribution of real numbers");
        }
    }

    private static Interval multiples(Interval interval, BigDecimal q, Interval.Kind kind) {
        if (interval.kind() != Interval.Kind.REAL || interval.step().isPresent()) {
            throw new IllegalArgumentException("is no distribution of real numbers");
        }
        Interval multiples = new Interval(
                multiple(interval.min(), q), multiple(interval.max(), q), Interval.Scale.LINEAR, Optional.of(q), kind);
        boolean tooLong = kind == Interval.Kind.WHOLE
                && (multiples.min().compareTo(LEAST_WHOLE) < 0
                        || multiples.max().compareTo(MOST_WHOLE) > 0);
        if (tooLong
                || Double.isInfinite(multiples.min().doubleValue())
                || Double.isInfinite(multiples.max().doubleValue())) {
            throw new IllegalArgumentException("has multiples of q that are too large for a number");
        }
        return multiples;
    }

    /// The values as an interval; empty if they are unbounded.
    public Optional<Interval> multiples() {
        return latent instanceof Interval interval ? Optional.of(multiples(interval, q, kind)) : Optional.empty();
    }

    private static BigDecimal multiple(BigDecimal number, BigDecimal q) {
        return number.divide(q, 0, RoundingMode.HALF_EVEN).multiply(q);
    }

    /// The scale of the domain before rounding.
    public Interval.Scale scale() {
        return switch (latent) {
            case Interval interval -> interval.scale();
            case Normal normal -> normal.scale();
            case Choices _, Quantized _ -> Interval.Scale.LINEAR;
        };
    }

    @Override
    public OptionalLong size() {
        return multiples().map(Interval::size).orElseGet(OptionalLong::empty);
    }

    @Override
    public Value at(long index) {
        return multiples()
                .orElseThrow(() -> new IllegalStateException("an unbounded domain has no value number " + index))
                .at(index);
    }

    @Override
    public boolean has(Value value) {
        boolean ofKind = kind == Interval.Kind.WHOLE ? value instanceof Value.Int : value instanceof Value.Real;
        return ofKind
                && nearest(value).equals(value)
                && multiples().map(known -> known.has(value)).orElse(true)
                && (scale() == Interval.Scale.LINEAR || decimal(value).signum() >= 0);
    }

    @Override
    public Value draw(RandomGenerator random) {
        return nearest(latent.draw(random));
    }

    @Override
    public Value quantile(double u) {
        return nearest(latent.quantile(u));
    }

    /// The multiple nearest to a number.
    public Value nearest(Value number) {
        return value(multiple(decimal(number), q));
    }

    private static BigDecimal decimal(Value number) {
        return number instanceof Value.Int(long whole)
                ? BigDecimal.valueOf(whole)
                : BigDecimal.valueOf(number.number().orElseThrow());
    }

    private Value value(BigDecimal number) {
        return kind == Interval.Kind.WHOLE
                ? new Value.Int(number.max(multipleAbove(LEAST_WHOLE))
                        .min(multipleBelow(MOST_WHOLE))
                        .longValueExact())
                : new Value.Real(Math.clamp(number.doubleValue(), -Double.MAX_VALUE, Double.MAX_VALUE) + 0.0);
    }

    private BigDecimal multipleAbove(BigDecimal number) {
        return number.divide(q, 0, RoundingMode.CEILING).multiply(q);
    }

    private BigDecimal multipleBelow(BigDecimal number) {
        return number.divide(q, 0, RoundingMode.FLOOR).multiply(q);
    }
}
