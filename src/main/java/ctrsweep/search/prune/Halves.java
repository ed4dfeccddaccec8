package ctrsweep.search.prune;

/// Numbers on both sides of a limit: as much of them as tells in one pass, without sorting, where their median is.
final class Halves {
    private final double limit;
    private long below;
    private long others;
    private double highestBelow = Double.NEGATIVE_INFINITY;
    private double lowestOther = Double.POSITIVE_INFINITY;

    Halves(double limit) {
        this.limit = limit;
    }

    /// What is not a number is left out.
    void add(double number) {
        if (number < limit) {
            below++;
            highestBelow = Math.max(highestBelow, number);
        } else if (number >= limit) {
            others++;
            lowestOther = Math.min(lowestOther, number);
        }
    }

    /// Whether the median of the numbers is below the limit; that of an even count is the mean of the middle two,
    /// and none have no median.
    boolean medianIsBelow() {
        return below == others ? below > 0 && (highestBelow + lowestOther) / 2 < limit : below > others;
    }
}
