package ctrsweep.search;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// Random streams whose seeds are derived from their use.
public final class SamplingStreams {
    private static final RandomGeneratorFactory<RandomGenerator> FACTORY =
            RandomGeneratorFactory.of("L64X128MixRandom");

    private SamplingStreams() {}

    /// The stream of one parameter of one draw.
    public static RandomGenerator of(long seed, long draw, String key) {
        return FACTORY.create(number(seed, draw, key));
    }

    /// Returns a seed that no other stream uses.
    public static long number(long seed, long draw, String key) {
        long mixed = mix(mix(seed) + draw);
        for (int i = 0; i < key.length(); i++) {
            mixed = mix(mixed + key.charAt(i));
        }
        return mixed;
    }

    /// The finaliser of SplitMix64 (Steele, Lea and Flood 2014).
    private static long mix(long bits) {
        long z = bits + 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
