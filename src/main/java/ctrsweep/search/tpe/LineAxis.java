package ctrsweep.search.tpe;

import ctrsweep.space.Choices;
import ctrsweep.space.Interval;
import ctrsweep.space.Normal;
import ctrsweep.space.Quantized;
import ctrsweep.space.Value;
import java.util.OptionalDouble;

/// Real numbers between two ends, or without any; their coordinates are their logarithms on a log scale.
///
/// Where the domain is a normal distribution, that is the prior. Numbers that are so large or so small that sums and
/// quotients of them would be infinite or 0 are counted in another unit, a power of two, which loses nothing.
final class LineAxis implements Axis {
    /// Exponents of numbers that are counted as they are.
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

    /// The coordinate of a number, or of the end that it lies beyond.
    double clamped(double number) {
        return scaled(Math.clamp(number, min, max));
    }

    @Override
    public Value value(double coordinate) {
        return new Value.Real(Math.clamp(log ? Math.exp(coordinate) : coordinate * unit, min, max));
    }

    @Override
    public Kernels kernels(Column observed) {
        return new ContinuousKernels(new Normals(observed, reach));
    }

    private double scaled(double number) {
        return log ? Math.log(number) : number / unit;
    }
}
