package ctrsweep.search.prune;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/// Assigns trials to the brackets of Hyperband.
///
/// With brackets 0 to m, every round of trials has `ceil((m + 1) / (m - s + 1) * eta^(m - s))` in bracket s (Li et
/// al. 2018, algorithm 1, which numbers the brackets the other way). The trials of a bracket are spread evenly over
/// a round, so that any run of trials has about these shares: consecutive trials are `stride` positions apart, the
/// golden section of the round's length or the next number coprime to it, which visits each position once and its
/// neighbours late.
///
/// @param ends the position after the last one of each bracket, in a round
/// @param stride positions between consecutive trials
record Brackets(List<Long> ends, long stride) {
    private static final double GOLDEN_SECTION = (Math.sqrt(5) - 1) / 2;

    static Brackets of(int minEpochs, int maxEpochs, int eta) {
        int last = 0;
        long width = 1;
        while (minEpochs * width * eta <= maxEpochs) {
            width *= eta;
            last++;
        }
        List<Long> ends = new ArrayList<>();
        long end = 0;
        for (int below = last; below >= 0; below--) {
            end += Math.ceilDiv((last + 1) * width, below + 1);
            ends.add(end);
            width /= eta;
        }
        return new Brackets(List.copyOf(ends), stride(end));
    }

    int count() {
        return ends.size();
    }

    /// @param trial its number
    /// @return its bracket, from 0
    int of(long trial) {
        long place = trial % length() * stride % length();
        int bracket = 0;
        while (ends.get(bracket) <= place) {
            bracket++;
        }
        return bracket;
    }

    /// The number of trials in a round.
    long length() {
        return ends.getLast();
    }

    private static long stride(long length) {
        long stride = Math.max(1, Math.round(length * GOLDEN_SECTION));
        while (!BigInteger.valueOf(stride).gcd(BigInteger.valueOf(length)).equals(BigInteger.ONE)) {
            stride++;
        }
        return stride;
    }
}
