package ctrsweep.data;

import java.util.SplittableRandom;

/// Random streams named by numbers: equal names give equal streams, other names unrelated ones.
public final class NumberedStreams {
    private NumberedStreams() {}

    public static SplittableRandom of(long... names) {
        long state = 0;
        for (long name : names) {
            state = new SplittableRandom(state ^ name).nextLong();
        }
        return new SplittableRandom(state);
    }
}
