package ctrsweep.search.tpe;

/// The logarithm of a sum of exponentials, accumulated in one pass (Milakov and Gimelshein 2018).
final class LogSum {
    /// A term below the largest by a factor of e^46 is 1e-20 of it: ten thousandth of the rounding error.
    private static final double NEGLIGIBLE = -46;

    private double largest = Double.NEGATIVE_INFINITY;
    private double sum;

    void add(double[] logs, int count) {
        double most = largest;
        for (int i = 0; i < count; i++) {
            most = Math.max(most, logs[i]);
        }
        if (most == Double.NEGATIVE_INFINITY) {
            return;
        }
        sum *= Math.exp(largest - most);
        largest = most;
        for (int i = 0; i < count; i++) {
            if (logs[i] - most > NEGLIGIBLE) {
                sum += Math.exp(logs[i] - most);
            }
        }
    }

    double value() {
        return largest + Math.log(sum);
    }
}
