package ctrsweep.search.prune;

/// Decides in one pass, without sorting, whether the median of some numbers is below a limit.
final class MedianComparison {
    private final double limit;
    private long below;
    private long others;
    private double highestBelow = Double.NEGATIVE_INFINITY;
    private double lowestOther = Double.POSITIVE_INFINITY;

    MedianComparison(double limit) {
        this.limit = limit;
    }

    /// Ignores NaN.
    void add(double number) {
        if (number < limit) {
            below++;
            highestBelow = Math.max(highestBelow, number);
        } else if (number >= limit) {
            others++;
            lowestOther = Math.min(lowestOther, number);
        }
    }

    /// The median of an even count is the mean of the middle two. Without numbers there is none, and the answer is
    /// no.
    boolean medianIsBelow() {
        return below == others ? below > 0 && (highestBelow + lowestOther) / 2 < limit : below > others;
    }
}
