package ctrsweep.search.tpe;

import ctrsweep.space.Value;
import java.util.OptionalDouble;
import java.util.function.UnaryOperator;

/// Numbers that are rounded before a trial gets them, modelled as what they were before: multiples of a number, or
/// whole numbers that are too many or too large for a double to tell neighbours apart.
///
/// @param nearest the value of the domain for a real number
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
    public Kernels kernels(Column observed) {
        return line.kernels(observed);
    }
}
