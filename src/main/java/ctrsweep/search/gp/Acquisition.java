package ctrsweep.search.gp;

import ctrsweep.search.StandardNormal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// How promising a point is: the logarithm of its augmented expected improvement on the incumbent, times a power of
/// the probability that its trial does not fail.
///
/// Augmented is by Huang et al. (2006): where the losses are noisy, a point counts less the better its loss is known
/// already. Without it a noisy search tries the best point again and again.
///
/// @param loss of completed and pruned trials
/// @param success 1 for a trial with a result, -1 for one that failed; empty if none failed
/// @param incumbent the loss that is to be improved on
/// @param context coordinates that the loss has beside those of a point, and at which points are judged
/// @param beliefs by which points count more
/// @param trust the power of their density
record Acquisition(
        GaussianProcess loss,
        Optional<GaussianProcess> success,
        double incumbent,
        List<Double> context,
        Beliefs beliefs,
        double trust) {
    /// Added to the variance of the success, so that one failure does not rule out its neighbours for good.
    private static final double DOUBT = 0.05;

    /// The noise that the prior leaves where there is none, as a share of the variance of all losses.
    private static final double USUAL_NOISE = 0.003;

    /// The power of the probability. With the first power, trials keep failing just beyond a border towards which the
    /// loss falls.
    private static final int CAUTION = 3;

    /// A row with more coordinates.
    static double[] extended(double[] row, List<Double> context) {
        double[] extended = Arrays.copyOf(row, row.length + context.size());
        for (int i = 0; i < context.size(); i++) {
            extended[row.length + i] = context.get(i);
        }
        return extended;
    }

    private double[] judged(double[] row) {
        return extended(row, context);
    }

    double at(double[] x) {
        GaussianProcess.Prediction prediction = loss.at(judged(x));
        double improvement = improvement(prediction, (incumbent - prediction.mean()) / prediction.deviation())
                + trust * beliefs.log(x);
        return success.isEmpty()
                ? improvement
                : improvement + logSuccess(success.get().at(x));
    }

    private double improvement(GaussianProcess.Prediction prediction, double z) {
        double deviation = prediction.deviation();
        return Math.log(deviation) + LogImprovement.log(z) + Math.log1p(-noise() / withNoise(deviation));
    }

    /// The standard deviation of the noise.
    private double noise() {
        return Math.sqrt(Math.max(0, loss.noise() - USUAL_NOISE));
    }

    private double withNoise(double deviation) {
        return Math.hypot(deviation, noise());
    }

    /// The derivative of the augmentation by the deviation.
    private double augmentationSlope(double deviation) {
        double withNoise = withNoise(deviation);
        return noise() * deviation / (withNoise * withNoise * (withNoise - noise()));
    }

    private static double logSuccess(GaussianProcess.Prediction prediction) {
        return CAUTION * StandardNormal.logCdf(prediction.mean() / spread(prediction));
    }

    private static double spread(GaussianProcess.Prediction prediction) {
        return Math.sqrt(prediction.deviation() * prediction.deviation() + DOUBT);
    }

    /// @param gradient is filled with the derivatives by the ordered coordinates
    double at(double[] x, double[] gradient) {
        double[] judged = judged(x);
        double[] byMean = new double[judged.length];
        double[] byDeviation = new double[judged.length];
        GaussianProcess.Prediction prediction = loss.at(judged, byMean, byDeviation);
        double deviation = prediction.deviation();
        double z = (incumbent - prediction.mean()) / deviation;
        double slope = LogImprovement.slope(z);
        double augmented = augmentationSlope(deviation);
        for (int d = 0; d < x.length; d++) {
            gradient[d] = (byDeviation[d] * (1 - slope * z) - slope * byMean[d]) / deviation
                    + augmented * byDeviation[d]
                    + trust * beliefs.slope(d, x[d]);
        }
        double improvement = improvement(prediction, z) + trust * beliefs.log(x);
        if (success.isEmpty()) {
            return improvement;
        }
        GaussianProcess.Prediction succeeds = success.get().at(x, byMean, byDeviation);
        double spread = spread(succeeds);
        double likely = succeeds.mean() / spread;
        double rise = CAUTION * Math.exp(LogImprovement.logDensity(likely) - StandardNormal.logCdf(likely));
        for (int d = 0; d < x.length; d++) {
            gradient[d] += rise * (byMean[d] - likely * byDeviation[d] * succeeds.deviation() / spread) / spread;
        }
        return improvement + logSuccess(succeeds);
    }
}
