package ctrsweep.search.tpe;

import ctrsweep.space.Value;
import java.util.OptionalDouble;
import java.util.function.UnaryOperator;

/// Numbers that are rounded before a trial uses them, modelled as the numbers before rounding: multiples of a
/// number, or integers that are too large for a double to distinguish neighbours.
///
/// @param nearest rounds a real number to a value of the domain
record RoundedAxis(LineAxis line, UnaryOperator<Value> nearest) implements Axis {

    @Override
    public double coordinate(Value value) {
        OptionalDouble number = value.number();
        return number.isPresent() && nearest.apply(value).equals(value)
                ? line.clamped(number.getAsDouble())
                : Double.NaN;
    }

    @Override
    public Value value(double coordinate) {
        return nearest.apply(line.value(coordinate));
    }

    @Override
    public Kernels kernels(SortedColumn observed) {
        return line.kernels(observed);
    }
}
