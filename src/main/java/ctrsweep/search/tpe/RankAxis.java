package ctrsweep.search.tpe;

import ctrsweep.space.Choices;
import ctrsweep.space.Value;
import java.util.Comparator;
import java.util.List;

/// Listed numbers that are equally likely; their coordinates are their ranks.
record RankAxis(List<Value> ascending, Steps ranks) implements Axis {

    RankAxis(Choices choices) {
        this(
                choices.values().stream()
                        .sorted(Comparator.comparingDouble(
                                value -> value.number().orElseThrow()))
                        .toList(),
                new Steps(0, choices.values().size() - 1, 1, false));
    }

    /// Whether every value is a number. A list with weights has no such axis, because its prior is not even.
    static boolean fits(Choices choices) {
        return choices.weights().isEmpty()
                && choices.values().size() > 1
                && choices.values().stream().allMatch(value -> value.number().isPresent());
    }

    @Override
    public double coordinate(Value value) {
        int rank = ascending.indexOf(value);
        return rank < 0 ? Double.NaN : rank;
    }

    @Override
    public Value value(double coordinate) {
        return ascending.get((int) coordinate);
    }

    @Override
    public Kernels kernels(SortedColumn observed) {
        return new StepKernels(ranks, observed, new Normals(observed, ranks.reach()));
    }
}
