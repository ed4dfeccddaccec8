package ctrsweep.train;

/// The sums over the steps of an epoch so far.
///
/// @param steps batches learnt from
/// @param rows of these batches
/// @param losses sum over the rows
record EpochSoFar(long steps, long rows, double losses) {
    static final EpochSoFar NOTHING = new EpochSoFar(0, 0, 0);

    /// @param loss mean of a batch
    EpochSoFar plus(int size, float loss) {
        return new EpochSoFar(steps + 1, rows + size, losses + (double) loss * size);
    }
}
