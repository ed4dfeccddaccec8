package ctrsweep.search.tpe;

import ctrsweep.space.Choices;
import ctrsweep.space.Interval;
import ctrsweep.space.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Values that have nothing to do with each other; their coordinates are their indices.
final class ChoiceAxis implements Axis {
    private final List<Value> values;
    private final Map<Value, Integer> indices = new HashMap<>();

    ChoiceAxis(Choices choices) {
        values = choices.values();
        for (Value value : values) {
            indices.put(value, indices.size());
        }
    }

    /// Of an interval of one number.
    static ChoiceAxis only(Interval interval) {
        return new ChoiceAxis(new Choices(List.of(interval.quantile(0))));
    }

    @Override
    public double coordinate(Value value) {
        Integer index = indices.get(value);
        return index == null ? Double.NaN : index;
    }

    @Override
    public Value value(double coordinate) {
        return values.get((int) coordinate);
    }

    @Override
    public Kernels kernels(Column observed) {
        return new ChoiceKernels(observed, values.size());
    }
}
