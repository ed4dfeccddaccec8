package ctrsweep.search.tpe;

/// Weights of observations: 1 for the latest 25, decreasing linearly before them to 1/n for the first (Bergstra,
/// Yamins and Cox 2013). The prior counts as one observation.
final class ObservationWeights {
    private static final int FULL_WEIGHT = 25;

    private ObservationWeights() {}

    /// @param observations n, in the order in which they were suggested
    /// @return n + 1 weights that sum to 1, the prior's last
    static double[] weights(int observations) {
        double[] weights = new double[observations + 1];
        double total = 0;
        for (int i = 0; i <= observations; i++) {
            weights[i] = weight(i, observations);
            total += weights[i];
        }
        for (int i = 0; i <= observations; i++) {
            weights[i] /= total;
        }
        return weights;
    }

    private static double weight(int i, int n) {
        int ramp = n - FULL_WEIGHT;
        if (i >= ramp) {
            return 1;
        }
        double first = 1.0 / n;
        return ramp == 1 ? first : first + (1 - first) * i / (ramp - 1);
    }
}
