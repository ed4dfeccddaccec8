package ctrsweep.search;

import ctrsweep.space.Assignment;
import ctrsweep.space.Domain;
import ctrsweep.space.Space;
import java.util.Map;
import java.util.Objects;

/// Independent draws from each domain.
///
/// Every parameter of every draw has its own random stream, seeded by (seed, draw, key), so its value depends
/// neither on the other parameters nor on their order. Points may repeat.
public record RandomSampler(Space space, long seed) implements Sampler {

    @Override
    public Suggestion suggest(long draw, History history) {
        Map<String, Domain> domains = space.domains();
        Assignment point =
                space.assign(key -> Objects.requireNonNull(domains.get(key)).draw(SamplingStreams.of(seed, draw, key)));
        return Suggestion.of(point, space, draw);
    }
}
