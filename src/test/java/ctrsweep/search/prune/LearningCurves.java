package ctrsweep.search.prune;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;

/// Made-up trials whose losses fall by a power law to a floor: `floor + height * epoch^-decay + noise`, the common
/// shape of learning curves (Domhan et al. 2015, "pow3").
final class LearningCurves {
    private final double[][] losses;

    private LearningCurves(double[][] losses) {
        this.losses = losses;
    }

    static LearningCurves of(int trials, int epochs, long seed) {
        Random random = new Random(seed);
        return new LearningCurves(
                IntStream.range(0, trials).mapToObj(_ -> curve(epochs, random)).toArray(double[][]::new));
    }

    private static double[] curve(int epochs, Random random) {
        double floor = random.nextDouble(0.40, 0.60);
        double height = random.nextDouble(0.05, 0.30);
        double decay = random.nextDouble(0.4, 1.2);
        return IntStream.rangeClosed(1, epochs)
                .mapToDouble(epoch -> floor + height * Math.pow(epoch, -decay) + 0.002 * random.nextGaussian())
                .toArray();
    }

    /// @param trial from 0
    /// @param epoch from 1
    double loss(int trial, int epoch) {
        return losses[trial][epoch - 1];
    }

    int trials() {
        return losses.length;
    }

    int epochs() {
        return losses[0].length;
    }

    /// The trial with the lowest loss of all.
    int best() {
        int best = 0;
        for (int trial = 1; trial < trials(); trial++) {
            best = lowest(trial) < lowest(best) ? trial : best;
        }
        return best;
    }

    /// Spearman's rank correlation of the losses after two numbers of epochs.
    double correlation(int early, int late) {
        int[] first = ranks(early);
        int[] second = ranks(late);
        double n = trials();
        double squares = IntStream.range(0, trials())
                .mapToDouble(trial -> Math.pow(first[trial] - second[trial], 2))
                .sum();
        return 1 - 6 * squares / (n * (n * n - 1));
    }

    private double lowest(int trial) {
        return Arrays.stream(losses[trial]).min().orElseThrow();
    }

    private int[] ranks(int epoch) {
        return IntStream.range(0, trials())
                .map(trial -> (int) IntStream.range(0, trials())
                        .filter(other -> losses[other][epoch - 1] < losses[trial][epoch - 1])
                        .count())
                .toArray();
    }
}
