package ctrsweep.search.tpe;

import ctrsweep.space.Choices;
import ctrsweep.space.Domain;
import ctrsweep.space.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Unordered values; their coordinates are their indices.
final class ChoiceAxis implements Axis {
    private final Choices choices;
    private final List<Value> values;
    private final Map<Value, Integer> indices = new HashMap<>();

    ChoiceAxis(Choices choices) {
        this.choices = choices;
        values = choices.values();
        for (Value value : values) {
            indices.put(value, indices.size());
        }
    }

    /// The axis of a domain that has only one number.
    static ChoiceAxis only(Domain domain) {
        return new ChoiceAxis(new Choices(List.of(domain.quantile(0))));
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
    public Kernels kernels(SortedColumn observed) {
        return new ChoiceKernels(observed, choices);
    }
}
