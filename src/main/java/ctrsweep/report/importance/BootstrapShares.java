package ctrsweep.report.importance;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

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
        List<double[]> replicates = Stream.generate(() -> sample.shares(drawn(sample.points(), random)))
                .limit(REPLICATES)
                .filter(shares -> Arrays.stream(shares).allMatch(Double::isFinite))
                .toList();
        double[][] byParameter = new double[sample.parameters().size()][];
        Arrays.setAll(byParameter, parameter -> replicates.stream()
                .mapToDouble(shares -> shares[parameter])
                .sorted()
                .toArray());
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
