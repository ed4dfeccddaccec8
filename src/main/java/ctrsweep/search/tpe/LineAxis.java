package ctrsweep.search.tpe;

import ctrsweep.space.Interval;
import ctrsweep.space.Normal;
import ctrsweep.space.Value;
import java.util.OptionalDouble;

/// Real numbers between two ends, or without any; their coordinates are their logarithms on a log scale.
///
/// Where the domain is a normal distribution, that is the prior.
final class LineAxis implements Axis {
    private final double min;
    private final double max;
    private final boolean log;
    private final Normals.Reach reach;

    LineAxis(Interval interval) {
        min = interval.min().doubleValue();
        max = interval.max().doubleValue();
        log = interval.scale() == Interval.Scale.LOG;
        reach = Normals.Reach.between(scaled(min), scaled(max));
    }

    LineAxis(Normal normal) {
        log = normal.scale() == Interval.Scale.LOG;
        min = log ? Double.MIN_VALUE : -Double.MAX_VALUE;
        max = Double.MAX_VALUE;
        reach = new Normals.Reach(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, normal.mu(), normal.sigma());
    }

    @Override
    public double coordinate(Value value) {
        OptionalDouble number = value.number();
        return number.isPresent() && number.getAsDouble() >= min && number.getAsDouble() <= max
                ? scaled(number.getAsDouble())
                : Double.NaN;
    }

    @Override
    public Value value(double coordinate) {
        return new Value.Real(Math.clamp(log ? Math.exp(coordinate) : coordinate, min, max));
    }

    @Override
    public Kernels kernels(Column observed) {
        return new ContinuousKernels(new Normals(observed, reach));
    }

    private double scaled(double number) {
        return log ? Math.log(number) : number;
    }
}
