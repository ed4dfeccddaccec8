package ctrsweep.search;

import ctrsweep.space.Interval;
import ctrsweep.space.Value;
import java.util.OptionalDouble;

/// The numbers of an interval with a step, or its whole numbers. Observed numbers between them count where they are.
final class GridAxis implements Axis {
    private final Interval interval;
    private final Grid grid;

    GridAxis(Interval interval) {
        this.interval = interval;
        double step = interval.step().isPresent() ? interval.step().get().doubleValue() : 1;
        grid = new Grid(
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
        return number.isPresent() && number.getAsDouble() >= grid.min() && number.getAsDouble() <= grid.max()
                ? grid.scaled(number.getAsDouble())
                : Double.NaN;
    }

    @Override
    public Value value(double coordinate) {
        long index = Math.round((grid.number(coordinate) - grid.min()) / grid.step());
        return interval.at(Math.clamp(index, 0, interval.size().orElseThrow() - 1));
    }

    @Override
    public Kernels kernels(Column observed) {
        return new GridKernels(grid, observed, new Normals(observed, grid.reach()));
    }
}
