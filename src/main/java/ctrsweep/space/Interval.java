package ctrsweep.space;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/// Numbers from `min` to `max`, inclusive.
///
/// With a step they are `min`, `min + step` and so on up to `max`, computed in decimal: 0.1, 0.2, 0.3 and not
/// 0.30000000000000004. The step of integers defaults to 1.
///
/// @param scale of draws: on a log scale, equal ratios are equally likely
/// @param step distance between neighbours; only on a linear scale
public record Interval(BigDecimal min, BigDecimal max, Scale scale, Optional<BigDecimal> step, Kind kind)
        implements Domain {

    public enum Scale {
        LINEAR,
        LOG
    }

    public enum Kind {
        WHOLE,
        REAL
    }

    public Interval {
        if (min.compareTo(max) > 0) {
            throw new IllegalArgumentException("min " + min + " is above max " + max);
        }
        if (scale == Scale.LOG && min.signum() <= 0) {
            throw new IllegalArgumentException("a log scale needs a min above 0, not " + min);
        }
        step.ifPresent(distance -> checkStep(min, max, scale, distance));
        if (kind == Kind.WHOLE
                && !(isWhole(min) && isWhole(max) && step.map(Interval::isWhole).orElse(true))) {
            throw new IllegalArgumentException("min, max and step must be whole numbers");
        }
        spacing(step, kind).ifPresent(distance -> checkCount(min, max, distance));
    }

    @Override
    public OptionalLong size() {
        return spacing(step, kind)
                .map(distance -> count(min, max, distance))
                .map(OptionalLong::of)
                .orElseGet(OptionalLong::empty);
    }

    @Override
    public Value at(long index) {
        BigDecimal distance = spacing(step, kind)
                .orElseThrow(() -> new IllegalStateException("a continuous interval has no value number " + index));
        Objects.checkIndex(index, count(min, max, distance));
        return value(min.add(distance.multiply(BigDecimal.valueOf(index))));
    }

    @Override
    public boolean has(Value value) {
        return switch (value) {
            case Value.Int(long number) -> kind == Kind.WHOLE && isNear(BigDecimal.valueOf(number), value);
            case Value.Real(double number) -> kind == Kind.REAL && isNear(BigDecimal.valueOf(number), value);
            case Value.Bool _, Value.Text _, Value.Items _, Value.Fields _, Value.Null _ -> false;
        };
    }

    private boolean isNear(BigDecimal number, Value value) {
        boolean within = kind == Kind.WHOLE
                ? number.compareTo(min) >= 0 && number.compareTo(max) <= 0
                : number.doubleValue() >= min.doubleValue() && number.doubleValue() <= max.doubleValue();
        return within && (size().isEmpty() || nearest(number).equals(value));
    }

    /// The value nearest to a number.
    ///
    /// @throws IllegalStateException if the domain is continuous
    public Value nearest(BigDecimal number) {
        BigDecimal distance = spacing(step, kind)
                .orElseThrow(() -> new IllegalStateException("a continuous interval has no nearest value"));
        BigDecimal last = BigDecimal.valueOf(count(min, max, distance) - 1);
        BigDecimal index = number.subtract(min).divide(distance, 0, RoundingMode.HALF_UP);
        return at(index.max(BigDecimal.ZERO).min(last).longValueExact());
    }

    @Override
    public Value draw(RandomGenerator random) {
        OptionalLong size = size();
        return scale == Scale.LINEAR && size.isPresent()
                ? at(random.nextLong(size.getAsLong()))
                : quantile(random.nextDouble());
    }

    @Override
    public Value quantile(double u) {
        if (scale == Scale.LOG) {
            return logQuantile(u);
        }
        OptionalLong size = size();
        return size.isPresent()
                ? at(Math.min((long) (u * size.getAsLong()), size.getAsLong() - 1))
                : new Value.Real(within(between(u)));
    }

    /// An integer stands for all numbers that round to it, so that both ends get their share.
    private Value logQuantile(double u) {
        double margin = kind == Kind.WHOLE ? 0.5 : 0;
        double low = StrictMath.log(min.doubleValue() - margin);
        double high = StrictMath.log(max.doubleValue() + margin);
        double drawn = StrictMath.exp(low + u * (high - low));
        return kind == Kind.WHOLE
                ? new Value.Int(Math.clamp(Math.round(drawn), min.longValueExact(), max.longValueExact()))
                : new Value.Real(within(drawn));
    }

    /// Interpolates without overflow when the width of the interval exceeds the largest double.
    private double between(double u) {
        double width = max.doubleValue() - min.doubleValue();
        return Double.isFinite(width)
                ? min.doubleValue() + u * width
                : min.doubleValue() * (1 - u) + max.doubleValue() * u;
    }

    private double within(double number) {
        return Math.clamp(number, min.doubleValue(), max.doubleValue());
    }

    private Value value(BigDecimal number) {
        return kind == Kind.WHOLE ? new Value.Int(number.longValueExact()) : new Value.Real(number.doubleValue());
    }

    private static Optional<BigDecimal> spacing(Optional<BigDecimal> step, Kind kind) {
        return step.isEmpty() && kind == Kind.WHOLE ? Optional.of(BigDecimal.ONE) : step;
    }

    private static long count(BigDecimal min, BigDecimal max, BigDecimal distance) {
        return max.subtract(min).divideToIntegralValue(distance).longValueExact() + 1;
    }

    private static void checkStep(BigDecimal min, BigDecimal max, Scale scale, BigDecimal step) {
        if (step.signum() <= 0) {
            throw new IllegalArgumentException("step must be above 0, not " + step);
        }
        if (scale == Scale.LOG) {
            throw new IllegalArgumentException("a step goes with a linear scale; on a log scale list the values");
        }
        BigDecimal farthest = min.abs().max(max.abs());
        if (BigDecimal.valueOf(Math.ulp(farthest.doubleValue())).compareTo(step) > 0) {
            throw new IllegalArgumentException("step " + step + " is too small to tell neighbours apart");
        }
    }

    private static void checkCount(BigDecimal min, BigDecimal max, BigDecimal distance) {
        BigDecimal intervals = max.subtract(min).divideToIntegralValue(distance);
        if (intervals.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) >= 0) {
            throw new IllegalArgumentException("has more than " + Long.MAX_VALUE + " values");
        }
    }

    private static boolean isWhole(BigDecimal number) {
        return number.signum() == 0 || number.stripTrailingZeros().scale() <= 0;
    }
}
