package ctrsweep.search;

import ctrsweep.space.Assignment;
import ctrsweep.space.Space;
import ctrsweep.space.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// Independent draws from each domain.
///
/// Every parameter of every draw has a stream of its own, seeded by (seed, draw, key): what one parameter gets
/// depends neither on the others nor on their order. Points may repeat.
public record RandomSampler(Space space, long seed) implements Sampler {

    private static final RandomGeneratorFactory<RandomGenerator> STREAMS =
            RandomGeneratorFactory.of("L64X128MixRandom");

    @Override
    public Optional<Assignment> suggest(long draw, List<Observation> history) {
        Map<String, Value> values = new LinkedHashMap<>();
        space.domains().forEach((key, domain) -> values.put(key, domain.draw(stream(draw, key))));
        return Optional.of(new Assignment(values));
    }

    private RandomGenerator stream(long draw, String key) {
        long mixed = mix(mix(seed) + draw);
        for (int i = 0; i < key.length(); i++) {
            mixed = mix(mixed + key.charAt(i));
        }
        return STREAMS.create(mixed);
    }

    /// The finaliser of SplitMix64 (Steele, Lea and Flood 2014).
    private static long mix(long bits) {
        long z = bits + 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
