package ctrsweep.train;

/// A step of training: one batch that is learnt from.
///
/// @param batch of the pass, from 0
/// @param seed of the batch's dropout
/// @param update of the weights that the batch counts in, from 1
/// @param lr of that update
/// @param gradients 0 where the gradient is only added to those before; otherwise how many the weights are now
///     updated by, that of this batch included
record Step(int batch, long seed, long update, double lr, int gradients) {
    boolean updates() {
        return gradients > 0;
    }
}
