package ctrsweep.search;

import java.util.Arrays;
import java.util.List;

/// The losses of one trial by epoch. Immutable. The lowest loss up to each epoch is precomputed, because pruners
/// read it for every curve after every epoch.
public final class Curve {
    private final long trial;
    private final double[] losses;
    private final double[] bests;
    private final Standing standing;

    /// @param trial its number
    /// @param losses values of the watched metric by epoch, negated if it is maximised, so that lower is better;
    ///     NaN if it is missing or not a number
    public Curve(long trial, List<Double> losses, Standing standing) {
        this(trial, losses.stream().mapToDouble(Double::doubleValue).toArray(), standing);
    }

    private Curve(long trial, double[] losses, Standing standing) {
        this(trial, losses, bests(losses), standing);
    }

    private Curve(long trial, double[] losses, double[] bests, Standing standing) {
        this.trial = trial;
        this.losses = losses;
        this.bests = bests;
        this.standing = standing;
    }

    public enum Standing {
        RUNNING,
        /// Stopped by the pruner after its last epoch; may be resumed.
        PRUNED,
        /// Completed or failed.
        ENDED
    }

    public long trial() {
        return trial;
    }

    public Standing standing() {
        return standing;
    }

    /// The number of epochs trained.
    public int epochs() {
        return losses.length;
    }

    public List<Double> losses() {
        return Arrays.stream(losses).boxed().toList();
    }

    /// @param epoch from 1 to [#epochs]
    public double loss(int epoch) {
        return losses[epoch - 1];
    }

    /// The lowest loss up to and including an epoch; infinite if none was a number.
    ///
    /// @param epoch from 1 to [#epochs]
    public double best(int epoch) {
        return bests[epoch - 1];
    }

    /// Returns this curve with one more epoch.
    public Curve and(double loss) {
        double[] longer = Arrays.copyOf(losses, losses.length + 1);
        longer[losses.length] = loss;
        return new Curve(trial, longer, standing);
    }

    public Curve now(Standing other) {
        return new Curve(trial, losses, bests, other);
    }

    private static double[] bests(double[] losses) {
        double[] bests = new double[losses.length];
        double best = Double.POSITIVE_INFINITY;
        for (int i = 0; i < losses.length; i++) {
            best = losses[i] < best ? losses[i] : best;
            bests[i] = best;
        }
        return bests;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Curve curve
                && trial == curve.trial
                && standing == curve.standing
                && Arrays.equals(losses, curve.losses);
    }

    @Override
    public int hashCode() {
        return 31 * Long.hashCode(trial) + Arrays.hashCode(losses);
    }

    @Override
    public String toString() {
        return "Curve[trial=" + trial + ", losses=" + Arrays.toString(losses) + ", standing=" + standing + "]";
    }
}
