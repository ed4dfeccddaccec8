package ctrsweep.search.tpe;

import ctrsweep.space.Interval;
import ctrsweep.space.Value;
import java.util.OptionalDouble;

/// The numbers of an interval with a step, or its integers. Observed numbers between them keep their coordinates.
final class StepAxis implements Axis {
    /// Sums of larger numbers may overflow.
    private static final double FARTHEST = 0x1p1000;

    /// The least step, relative to the largest number, at which a double still resolves half a step.
    private static final double FINEST = 0x1p-50;

    private final Interval interval;
    private final Steps steps;

    StepAxis(Interval interval) {
        this.interval = interval;
        double step = interval.step().isPresent() ? interval.step().get().doubleValue() : 1;
        steps = new Steps(
                interval.min().doubleValue(),
                number(interval, interval.size().orElseThrow() - 1),
                step,
                interval.scale() == Interval.Scale.LOG);
    }

    /// Whether doubles can represent the cells around the numbers and the width of the interval.
    static boolean tellsNeighboursApart(Interval interval) {
        double farthest = interval.min().abs().max(interval.max().abs()).doubleValue();
        double step = interval.step().isPresent() ? interval.step().get().doubleValue() : 1;
        return farthest < FARTHEST && step > farthest * FINEST;
    }

    private static double number(Interval interval, long index) {
        return interval.at(index).number().orElseThrow();
    }

    @Override
    public double coordinate(Value value) {
        OptionalDouble number = value.number();
        return number.isPresent() && number.getAsDouble() >= steps.min() && number.getAsDouble() <= steps.max()
                ? steps.scaled(number.getAsDouble())
                : Double.NaN;
    }

    @Override
    public Value value(double coordinate) {
        long index = Math.round((steps.number(coordinate) - steps.min()) / steps.step());
        return interval.at(Math.clamp(index, 0, interval.size().orElseThrow() - 1));
    }

    @Override
    public Kernels kernels(SortedColumn observed) {
        return new StepKernels(steps, observed, new Normals(observed, steps.reach()));
    }
}
