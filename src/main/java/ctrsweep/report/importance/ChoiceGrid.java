package ctrsweep.report.importance;

import ctrsweep.space.Value;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedSet;
import java.util.stream.IntStream;

/// A cell for each choice. Choices are unordered, so the density is the frequency of each, smoothed only by the
/// prior.
final class ChoiceGrid implements Grid {
    private final Map<Value, Integer> cells = new HashMap<>();

    ChoiceGrid(SequencedSet<Value> choices) {
        choices.forEach(choice -> cells.put(choice, cells.size()));
    }

    @Override
    public int size() {
        return cells.size();
    }

    @Override
    public int cell(Value value) {
        return Objects.requireNonNull(cells.get(value));
    }

    @Override
    public Smoothing smoothing(int[] counts) {
        return ChoiceGrid::frequencies;
    }

    private static double[] frequencies(int[] counts, double prior) {
        double all = IntStream.of(counts).sum() + prior;
        return IntStream.of(counts)
                .mapToDouble(count -> (count + prior / counts.length) / all)
                .toArray();
    }
}
