package ctrsweep.space;

import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.random.RandomGenerator;

/// A list of values, each as likely as the next.
public record Choices(List<Value> values) implements Domain {

    public Choices {
        values = List.copyOf(values);
        if (values.isEmpty()) {
            throw new IllegalArgumentException("needs at least one value");
        }
        Set<Value> seen = new HashSet<>();
        for (Value value : values) {
            if (!seen.add(value)) {
                throw new IllegalArgumentException("the value " + value + " is there twice");
            }
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
        return values.get(random.nextInt(values.size()));
    }

    @Override
    public Value quantile(double u) {
        return values.get((int) (u * values.size()));
    }
}
