package ctrsweep.search.tpe;

import ctrsweep.space.Interval;
import ctrsweep.space.Value;
import java.util.OptionalDouble;

/// The numbers of an interval with a step, or its whole numbers. Observed numbers between them count where they are.
final class StepAxis implements Axis {
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
    public Kernels kernels(Column observed) {
        return new StepKernels(steps, observed, new Normals(observed, steps.reach()));
    }
}
