package ctrsweep.report.importance;

import java.util.Arrays;
import java.util.SplittableRandom;

/// The shares of 200 bootstrap samples of the points, from which 95% intervals are computed.
final class BootstrapShares {
    private static final int REPLICATES = 200;
    private static final double OUTSIDE = 0.025;

    /// For each parameter, ascending.
    private final double[][] shares;

    private BootstrapShares(double[][] shares) {
        this.shares = shares;
    }

    static BootstrapShares of(RankedPoints sample, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] replicates = new double[REPLICATES][];
        int count = 0;
        for (int i = 0; i < REPLICATES; i++) {
            double[] shares = sample.shares(drawn(sample.points(), random));
            if (Arrays.stream(shares).allMatch(Double::isFinite)) {
                replicates[count++] = shares;
            }
        }
        double[][] kept = Arrays.copyOf(replicates, count);
        double[][] byParameter = new double[sample.parameters().size()][];
        for (int parameter = 0; parameter < byParameter.length; parameter++) {
            int of = parameter;
            byParameter[parameter] = Arrays.stream(kept)
                    .mapToDouble(shares -> shares[of])
                    .sorted()
                    .toArray();
        }
        return new BootstrapShares(byParameter);
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
