package ctrsweep.train;

/// The batch that comes next.
///
/// @param steps batches learnt from so far
/// @param updates how often the weights changed: less often than there were batches, where gradients are accumulated
/// @param pass through the training rows, from 1
/// @param batch of the pass, from 0
record Position(long steps, long updates, int pass, int batch) {
    static final Position START = new Position(0, 0, 1, 0);

    /// @param batches of this pass
    /// @param updated whether the weights changed after this batch
    Position next(int batches, boolean updated) {
        long after = updates + (updated ? 1 : 0);
        return batch + 1 < batches
                ? new Position(steps + 1, after, pass, batch + 1)
                : new Position(steps + 1, after, pass + 1, 0);
    }
}
