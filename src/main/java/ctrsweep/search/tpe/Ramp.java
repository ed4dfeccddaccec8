package ctrsweep.search.tpe;

/// Weights of observations: the latest 25 count in full, those before less and less, down to 1/n for the first
/// (Bergstra, Yamins and Cox 2013). The prior counts as one observation.
final class Ramp {
    private static final int IN_FULL = 25;

    private Ramp() {}

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

    /// Linear from 1/n to 1 over all but the last 25.
    private static double weight(int i, int n) {
        int ramp = n - IN_FULL;
        if (i >= ramp) {
            return 1;
        }
        double first = 1.0 / n;
        return ramp == 1 ? first : first + (1 - first) * i / (ramp - 1);
    }
}
