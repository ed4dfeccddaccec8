package ctrsweep.train;

/// The step that comes next.
///
/// @param steps done so far
/// @param pass through the training rows, from 1
/// @param batch of the pass, from 0
record Position(long steps, int pass, int batch) {
    static final Position START = new Position(0, 1, 0);

    /// @param batches of this pass
    Position next(int batches) {
        return batch + 1 < batches ? new Position(steps + 1, pass, batch + 1) : new Position(steps + 1, pass + 1, 0);
    }
}
