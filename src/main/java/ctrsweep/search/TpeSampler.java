package ctrsweep.search;

import ctrsweep.space.Assignment;
import ctrsweep.space.Space;
import ctrsweep.space.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/// The tree-structured Parzen estimator (Bergstra et al. 2011), multivariate (Falkner et al. 2018), with the choices
/// that Watanabe (2023) and Optuna 5.0 have found to do best.
///
/// It looks where the good observations are dense and the bad ones are not. Parameters of the same condition are
/// one group, of which values are chosen together, from the observations that have all of them; groups are chosen
/// one after the other, only those that take part. A group with few observations gets independent draws as
/// [RandomSampler] makes them. Where the constraints leave none of the candidates, the draw is passed over.
///
/// What it has read of a history it remembers, so as not to read it again; suggestions do not depend on that.
public final class TpeSampler implements Sampler {
    private final Space space;
    private final long seed;
    private final TpeSettings settings;
    private final List<Recall> recalls;

    public TpeSampler(Space space, long seed, TpeSettings settings) {
        this.space = space;
        this.seed = seed;
        this.settings = settings;
        recalls = Group.of(space).stream().map(Recall::new).toList();
    }

    @Override
    public Suggestion suggest(long draw, List<Observation> history) {
        Map<String, Value> values = new LinkedHashMap<>();
        for (Recall recall : recalls) {
            Group group = recall.group();
            if (space.takesPart(group.keys().getFirst(), values)) {
                Optional<Map<String, Value>> chosen = chosen(group, recall.of(history), draw, values);
                if (chosen.isEmpty()) {
                    return new Suggestion.PassOver(draw + 1);
                }
                values = chosen.get();
            }
        }
        Map<String, Value> all = values;
        Assignment point = space.assign(key -> Objects.requireNonNull(all.get(key)));
        return space.allows(point) ? new Suggestion.Point(point) : new Suggestion.PassOver(draw + 1);
    }

    /// @param before values of the groups before
    /// @return these and the group's; empty where no candidate keeps to the constraints
    private Optional<Map<String, Value>> chosen(
            Group group, Observed observed, long draw, Map<String, Value> before) {
        return observed.size() < settings.startup()
                ? Optional.of(drawn(group, draw, before)).filter(values -> allows(group, values))
                : mostPromising(group, observed.split(), draw, before);
    }

    private Map<String, Value> drawn(Group group, long draw, Map<String, Value> before) {
        Map<String, Value> values = new LinkedHashMap<>(before);
        for (String key : group.keys()) {
            values.put(key, Objects.requireNonNull(space.parameters().get(key)).domain().draw(Streams.of(seed, draw, key)));
        }
        return values;
    }

    private Optional<Map<String, Value>> mostPromising(
            Group group, Split split, long draw, Map<String, Value> before) {
        RandomGenerator random = Streams.of(seed, draw, String.join(" ", group.keys()));
        Optional<Map<String, Value>> best = Optional.empty();
        double most = Double.NEGATIVE_INFINITY;
        for (int candidate = 0; candidate < settings.candidates(); candidate++) {
            double[] point = split.good().sample(random);
            Map<String, Value> values = with(before, group, point);
            if (allows(group, values)) {
                double promise = split.promise(point);
                if (best.isEmpty() || promise > most) {
                    best = Optional.of(values);
                    most = promise;
                }
            }
        }
        return best;
    }

    private static Map<String, Value> with(Map<String, Value> before, Group group, double[] point) {
        Map<String, Value> values = new LinkedHashMap<>(before);
        IntStream.range(0, point.length)
                .forEach(d -> values.put(group.keys().get(d), group.axes().get(d).value(point[d])));
        return values;
    }

    private boolean allows(Group group, Map<String, Value> values) {
        return group.constraints().stream().allMatch(constraint -> space.holds(constraint, values));
    }
}
