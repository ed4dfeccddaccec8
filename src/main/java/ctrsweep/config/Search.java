package ctrsweep.config;

import ctrsweep.search.Sampler;
import ctrsweep.space.Assignment;
import ctrsweep.space.Expression;
import ctrsweep.space.Space;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// The search space and how it is searched.
///
/// @param seed of the search, not of the trials
/// @param epochs of a trial at most, where that is known
/// @param space what varies; each value is valid for its setting
/// @param derived settings computed from others, each after the settings that it is computed from
/// @param seeds with which each point is tried; empty for the base's own alone
/// @param enqueued points that are tried first
/// @param warmStart names of sweeps whose results are learnt from
public record Search(
        Method method,
        long seed,
        OptionalInt epochs,
        Space space,
        Map<String, Expression> derived,
        List<Long> seeds,
        List<Assignment> enqueued,
        List<String> warmStart,
        Optional<Pruning> pruning) {
    public Search {
        derived = Collections.unmodifiableMap(new LinkedHashMap<>(derived));
        seeds = List.copyOf(seeds);
        enqueued = List.copyOf(enqueued);
        warmStart = List.copyOf(warmStart);
    }

    public Sampler sampler() {
        return method.sampler(space, seed, epochs);
    }

    /// Trials of one point.
    public int repeats() {
        return Math.max(1, seeds.size());
    }
}
