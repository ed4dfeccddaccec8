package ctrsweep.search;

import ctrsweep.space.Assignment;
import ctrsweep.space.Condition;
import ctrsweep.space.Domain;
import ctrsweep.space.Parameter;
import ctrsweep.space.Space;
import ctrsweep.space.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/// Every point of a finite space once, the first parameter varying slowest. No point is made before it is asked
/// for.
///
/// A draw is a number in the mixed radix of the domains' sizes. Where a parameter takes no part, the draw with its
/// first value stands for the others; those, and what a constraint forbids, are passed over in as large steps as
/// the first digits allow.
public record GridSampler(Space space) implements Sampler {

    public GridSampler {
        if (space.size().isEmpty()) {
            throw new IllegalArgumentException("a grid needs finite domains");
        }
    }

    @Override
    public Suggestion suggest(long draw, List<Observation> history) {
        Digits digits = digits(draw);
        if (digits.overflow) {
            return new Suggestion.Exhausted();
        }
        List<String> keys = List.copyOf(space.parameters().keySet());
        Assignment point = space.assign(key -> digits.values.get(keys.indexOf(key)));
        OptionalInt settled = settled(keys, point, digits);
        if (settled.isEmpty()) {
            return new Suggestion.Point(point);
        }
        long stride = digits.strides.get(settled.getAsInt());
        return new Suggestion.PassOver((draw / stride + 1) * stride);
    }

    /// @param values of the digits, in spec order
    /// @param strides how far apart two draws are that differ by one in a digit
    private record Digits(List<Long> indices, List<Value> values, List<Long> strides, boolean overflow) {}

    private Digits digits(long draw) {
        List<Domain> domains = List.copyOf(space.domains().values());
        List<Long> indices = new ArrayList<>();
        List<Value> values = new ArrayList<>();
        List<Long> strides = new ArrayList<>();
        long rest = draw;
        long stride = 1;
        for (Domain domain : domains.reversed()) {
            long size = domain.size().orElseThrow();
            indices.add(rest % size);
            values.add(domain.at(rest % size));
            strides.add(stride);
            rest /= size;
            stride *= size;
        }
        return new Digits(indices.reversed(), values.reversed(), strides.reversed(), rest > 0);
    }

    /// The place of the last digit that settles that there is no point here; empty where there is one.
    private OptionalInt settled(List<String> keys, Assignment point, Digits digits) {
        int first = Integer.MAX_VALUE;
        for (int place = 0; place < keys.size(); place++) {
            String key = keys.get(place);
            if (!point.values().containsKey(key) && digits.indices.get(place) > 0) {
                first = Math.min(first, Math.max(place, lastOf(dependsOn(key), keys)));
            }
        }
        for (Condition constraint : space.constraints()) {
            if (!space.holds(constraint, point.values())) {
                first = Math.min(first, lastOf(List.of(constraint), keys));
            }
        }
        return first == Integer.MAX_VALUE ? OptionalInt.empty() : OptionalInt.of(first);
    }

    private List<Condition> dependsOn(String key) {
        Parameter parameter = space.parameters().get(key);
        return parameter == null ? List.of() : parameter.when().stream().toList();
    }

    /// The place of the last parameter that these conditions ask for, also through the conditions of those.
    private int lastOf(List<Condition> conditions, List<String> keys) {
        int last = 0;
        for (Condition condition : conditions) {
            for (String name : condition.names(space::isName)) {
                int place = keys.indexOf(name);
                if (place >= 0) {
                    last = Math.max(last, Math.max(place, lastOf(dependsOn(name), keys)));
                }
            }
        }
        return last;
    }
}
