package ctrsweep.search;

import ctrsweep.space.Assignment;
import ctrsweep.space.Condition;
import ctrsweep.space.Domain;
import ctrsweep.space.Parameter;
import ctrsweep.space.Space;
import java.util.List;

/// Proposes every point of a finite space once; the first parameter varies slowest. Points are made one at a time.
///
/// A draw is a number in the mixed radix of the domains' sizes. Draws that differ only in an inactive parameter are
/// the same point, so only the draw with its first value is proposed. The other draws, and those that a constraint
/// forbids, are skipped in the largest steps that the leading digits allow.
public final class GridSampler implements Sampler {
    private final Space space;
    private final List<String> keys;
    private final List<Domain> domains;
    private final long[] strides;

    /// For each parameter, the index of the last parameter, itself included, that determines whether it is active.
    private final int[] settledBy;

    /// @throws IllegalArgumentException when a domain is continuous
    public GridSampler(Space space) {
        if (space.size().isEmpty()) {
            throw new IllegalArgumentException("a grid needs finite domains");
        }
        this.space = space;
        keys = List.copyOf(space.parameters().keySet());
        domains = List.copyOf(space.domains().values());
        strides = strides(domains);
        settledBy = new int[keys.size()];
        for (int place = 0; place < settledBy.length; place++) {
            settledBy[place] = Math.max(place, lastOf(conditionsOf(keys.get(place))));
        }
    }

    /// For each digit, the distance between two draws that differ by one in it.
    private static long[] strides(List<Domain> domains) {
        long[] strides = new long[domains.size()];
        long stride = 1;
        for (int place = strides.length - 1; place >= 0; place--) {
            strides[place] = stride;
            stride *= domains.get(place).size().orElseThrow();
        }
        return strides;
    }

    @Override
    public Suggestion suggest(long draw, History history) {
        if (domains.isEmpty() ? draw > 0 : draw / strides[0] >= size(0)) {
            return new Suggestion.Exhausted();
        }
        Assignment point = space.assign(key -> {
            int place = keys.indexOf(key);
            return domains.get(place).at(digit(draw, place));
        });
        int settled = settled(draw, point);
        return settled == Integer.MAX_VALUE
                ? new Suggestion.Point(point)
                : new Suggestion.PassOver((draw / strides[settled] + 1) * strides[settled]);
    }

    private long size(int place) {
        return domains.get(place).size().orElseThrow();
    }

    private long digit(long draw, int place) {
        return draw / strides[place] % size(place);
    }

    /// The index of the first digit that rules this draw out; `Integer.MAX_VALUE` if it is a point.
    private int settled(long draw, Assignment point) {
        int first = Integer.MAX_VALUE;
        if (point.values().size() < keys.size()) {
            for (int place = 0; place < settledBy.length; place++) {
                if (!point.values().containsKey(keys.get(place)) && digit(draw, place) > 0) {
                    first = Math.min(first, settledBy[place]);
                }
            }
        }
        for (Condition constraint : space.constraints()) {
            if (!space.holds(constraint, point.values())) {
                first = Math.min(first, lastOf(List.of(constraint)));
            }
        }
        return first;
    }

    private List<Condition> conditionsOf(String key) {
        Parameter parameter = space.parameters().get(key);
        return parameter == null ? List.of() : parameter.when().stream().toList();
    }

    /// The index of the last parameter that these conditions name, directly or through the named parameters' own
    /// conditions.
    private int lastOf(List<Condition> conditions) {
        int last = 0;
        for (Condition condition : conditions) {
            for (String name : condition.names(space::isName)) {
                int place = keys.indexOf(name);
                if (place >= 0) {
                    last = Math.max(last, Math.max(place, lastOf(conditionsOf(name))));
                }
            }
        }
        return last;
    }
}
