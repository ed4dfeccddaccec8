package ctrsweep.search.tpe;

import ctrsweep.space.Choices;
import ctrsweep.space.Interval;
import ctrsweep.space.Normal;
import ctrsweep.space.Quantized;
import ctrsweep.space.Value;
import java.util.OptionalDouble;

/// Real numbers, bounded or not; on a log scale their coordinates are their logarithms.
///
/// A domain with a normal distribution has that distribution as its prior. Numbers whose sums and quotients would
/// overflow or underflow are divided by a power of two, which is exact.
final class LineAxis implements Axis {
    /// Numbers with a larger exponent, or a smaller one than its negative, are scaled.
    private static final int FAR = 900;

    private final double min;
    private final double max;
    private final boolean log;
    private final double unit;
    private final Normals.Reach reach;

    LineAxis(Interval interval) {
        min = interval.min().doubleValue();
        max = interval.max().doubleValue();
        log = interval.scale() == Interval.Scale.LOG;
        unit = log ? 1 : unit(Math.max(Math.abs(min), Math.abs(max)));
        reach = Normals.Reach.between(scaled(min), scaled(max));
    }

    LineAxis(Normal normal) {
        log = normal.scale() == Interval.Scale.LOG;
        min = log ? Double.MIN_VALUE : -Double.MAX_VALUE;
        max = Double.MAX_VALUE;
        unit = log ? 1 : unit(Math.max(Math.abs(normal.mu()), normal.sigma()));
        reach = new Normals.Reach(
                Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, normal.mu() / unit, normal.sigma() / unit);
    }

    /// The axis of a domain before its values are rounded.
    static LineAxis unrounded(Quantized quantized) {
        return switch (quantized.latent()) {
            case Interval interval -> new LineAxis(interval);
            case Normal normal -> new LineAxis(normal);
            case Choices _, Quantized _ -> throw new IllegalStateException("no axis of real numbers for " + quantized);
        };
    }

    private static double unit(double size) {
        int exponent = Math.getExponent(size);
        return Math.abs(exponent) > FAR ? Math.scalb(1.0, Math.max(exponent, Double.MIN_EXPONENT)) : 1;
    }

    @Override
    public double coordinate(Value value) {
        OptionalDouble number = value.number();
        return number.isPresent() && number.getAsDouble() >= min && number.getAsDouble() <= max
                ? scaled(number.getAsDouble())
                : Double.NaN;
    }

    /// The coordinate of a number, clamped to the bounds.
    double clamped(double number) {
        return scaled(Math.clamp(number, min, max));
    }

    @Override
    public Value value(double coordinate) {
        return new Value.Real(Math.clamp(log ? Math.exp(coordinate) : coordinate * unit, min, max));
    }

    @Override
    public Kernels kernels(SortedColumn observed) {
        return new ContinuousKernels(new Normals(observed, reach));
    }

    private double scaled(double number) {
        return log ? Math.log(number) : number / unit;
    }
}
