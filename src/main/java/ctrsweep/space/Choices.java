package ctrsweep.space;

import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.random.RandomGenerator;

/// A list of values.
///
/// @param weights the probability of each value; empty if all are equally likely
public record Choices(List<Value> values, List<Double> weights) implements Domain {
    /// Tolerance of the sum of written probabilities.
    private static final double TOLERANCE = 1e-6;

    public Choices {
        values = List.copyOf(values);
        weights = List.copyOf(weights);
        if (values.isEmpty()) {
            throw new IllegalArgumentException("needs at least one value");
        }
        Set<Value> seen = new HashSet<>();
        for (Value value : values) {
            if (!seen.add(value)) {
                throw new IllegalArgumentException("the value " + value + " is listed twice");
            }
        }
        if (!weights.isEmpty()) {
            checkWeights(values.size(), weights);
        }
    }

    /// Equally likely values.
    public Choices(List<Value> values) {
        this(values, List.of());
    }

    private static void checkWeights(int values, List<Double> weights) {
        if (weights.size() != values) {
            throw new IllegalArgumentException("has %d probabilities for %d values".formatted(weights.size(), values));
        }
        for (double weight : weights) {
            if (!(weight >= 0)) {
                throw new IllegalArgumentException("a probability must be at least 0, not " + weight);
            }
        }
        double sum = weights.stream().mapToDouble(Double::doubleValue).sum();
        if (!(Math.abs(sum - 1) <= TOLERANCE)) {
            throw new IllegalArgumentException("the probabilities must sum to 1, not " + sum);
        }
    }

    @Override
    public OptionalLong size() {
        return OptionalLong.of(values.size());
    }

    @Override
    public Value at(long index) {
        return values.get(Math.toIntExact(index));
    }

    @Override
    public boolean has(Value value) {
        return values.contains(value);
    }

    @Override
    public Value draw(RandomGenerator random) {
        return weights.isEmpty() ? values.get(random.nextInt(values.size())) : quantile(random.nextDouble());
    }

    @Override
    public Value quantile(double u) {
        return values.get(place(u));
    }

    /// The index of the quantile `u`, in the order of the list.
    ///
    /// @param u in [0, 1)
    public int place(double u) {
        if (weights.isEmpty()) {
            return (int) (u * values.size());
        }
        int last = 0;
        double below = 0;
        for (int place = 0; place < weights.size(); place++) {
            double weight = weights.get(place);
            below += weight;
            last = weight > 0 ? place : last;
            if (u < below) {
                return place;
            }
        }
        return last;
    }
}
