package ctrsweep.report.importance;

import java.util.Arrays;
import java.util.SplittableRandom;

/// The shares that resampled points give: as many points drawn from all, with replacement, time and again.
///
/// Two hundred times, so that 2.5% of them are five.
final class Spread {
    private static final int REPLICATES = 200;
    private static final double OUTSIDE = 0.025;

    /// By parameter, ascending.
    private final double[][] shares;

    private Spread(double[][] shares) {
        this.shares = shares;
    }

    static Spread of(Contest contest, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] replicates = new double[REPLICATES][];
        int count = 0;
        for (int i = 0; i < REPLICATES; i++) {
            double[] shares = contest.shares(drawn(contest.points(), random));
            if (Arrays.stream(shares).allMatch(Double::isFinite)) {
                replicates[count++] = shares;
            }
        }
        double[][] kept = Arrays.copyOf(replicates, count);
        double[][] byParameter = new double[contest.places().size()][];
        for (int parameter = 0; parameter < byParameter.length; parameter++) {
            int of = parameter;
            byParameter[parameter] = Arrays.stream(kept)
                    .mapToDouble(shares -> shares[of])
                    .sorted()
                    .toArray();
        }
        return new Spread(byParameter);
    }

    private static int[] drawn(int points, SplittableRandom random) {
        int[] times = new int[points];
        for (int i = 0; i < points; i++) {
            times[random.nextInt(points)]++;
        }
        return times;
    }

    double low(int parameter) {
        return quantile(shares[parameter], OUTSIDE);
    }

    double high(int parameter) {
        return quantile(shares[parameter], 1 - OUTSIDE);
    }

    private static double quantile(double[] ascending, double share) {
        return ascending[(int) Math.round(share * (ascending.length - 1))];
    }
}
