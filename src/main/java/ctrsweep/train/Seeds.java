package ctrsweep.train;

/// Independent seeds from one: each purpose, epoch and batch of a trial has a stream of its own, so nothing
/// depends on what was drawn before.
final class Seeds {
    static final long ORDER = 1;
    static final long DROPOUT = 2;

    private Seeds() {}

    static long of(long seed, long... parts) {
        long mixed = mix(seed);
        for (long part : parts) {
            mixed = mix(mixed ^ (part * 0x9E3779B97F4A7C15L));
        }
        return mixed;
    }

    /// The finaliser of SplitMix64 (Steele, Lea and Flood 2014).
    private static long mix(long z) {
        z += 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
