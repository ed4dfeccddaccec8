package ctrsweep.search.gp;

import ctrsweep.search.StandardNormal;
import java.util.Optional;

/// How promising a point is: the logarithm of its expected improvement on the best mean of an observed point, times
/// the probability that its trial does not fail.
///
/// @param loss of completed and pruned trials
/// @param success 1 for a trial with a result, -1 for one that failed; empty if none failed
/// @param incumbent the least mean of an observed point
record Acquisition(GaussianProcess loss, Optional<GaussianProcess> success, double incumbent) {
    /// Added to the variance of the success, so that one failure does not rule out its neighbours for good.
    private static final double DOUBT = 0.05;

    double at(double[] x) {
        GaussianProcess.Prediction prediction = loss.at(x);
        double improvement = Math.log(prediction.deviation())
                + LogImprovement.log((incumbent - prediction.mean()) / prediction.deviation());
        return success.isEmpty()
                ? improvement
                : improvement + logSuccess(success.get().at(x));
    }

    private static double logSuccess(GaussianProcess.Prediction prediction) {
        return StandardNormal.logCdf(prediction.mean() / spread(prediction));
    }

    private static double spread(GaussianProcess.Prediction prediction) {
        return Math.sqrt(prediction.deviation() * prediction.deviation() + DOUBT);
    }

    /// @param gradient is filled with the derivatives by the ordered coordinates
    double at(double[] x, double[] gradient) {
        double[] byMean = new double[x.length];
        double[] byDeviation = new double[x.length];
        GaussianProcess.Prediction prediction = loss.at(x, byMean, byDeviation);
        double deviation = prediction.deviation();
        double z = (incumbent - prediction.mean()) / deviation;
        double slope = LogImprovement.slope(z);
        for (int d = 0; d < x.length; d++) {
            gradient[d] = (byDeviation[d] * (1 - slope * z) - slope * byMean[d]) / deviation;
        }
        double improvement = Math.log(deviation) + LogImprovement.log(z);
        if (success.isEmpty()) {
            return improvement;
        }
        GaussianProcess.Prediction succeeds = success.get().at(x, byMean, byDeviation);
        double spread = spread(succeeds);
        double likely = succeeds.mean() / spread;
        double rise = Math.exp(LogImprovement.logDensity(likely) - StandardNormal.logCdf(likely));
        for (int d = 0; d < x.length; d++) {
            gradient[d] += rise * (byMean[d] - likely * byDeviation[d] * succeeds.deviation() / spread) / spread;
        }
        return improvement + logSuccess(succeeds);
    }
}
