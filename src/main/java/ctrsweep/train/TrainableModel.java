package ctrsweep.train;

import ctrsweep.data.Examples;
import java.util.List;
import java.util.function.BooleanSupplier;

/// A trial's model while it is trained, and what its optimiser remembers. For the trial's thread only.
interface TrainableModel extends AutoCloseable {

    /// The order in which a pass goes through its rows, a permutation of 0 to rows-1; not to be changed.
    default int[] order(int rows, long seed) {
        return EpochOrder.shuffled(rows, seed);
    }

    /// Begins to learn from rows. One pass is open at a time.
    ///
    /// @param order in which the rows are learnt from
    /// @param keepsOutputs whether [Pass#outputs] will be asked for
    Pass begin(Examples rows, int[] order, int batchSize, boolean keepsOutputs);

    /// The logit of each row, in the order given, with what is evaluated.
    float[] logits(Examples rows) throws InterruptedException;

    /// A copy of what is learnt on.
    ModelState state();

    /// A copy of what is evaluated: where there is a moving average of the weights, it stands in their place.
    ModelState evaluated();

    /// A copy.
    Moments moments();

    @Override
    void close();

    /// Once through training rows.
    interface Pass extends AutoCloseable {

        /// Learns from the batches of these steps, the next of the pass.
        ///
        /// @param epoch that they belong to, for messages
        /// @param overdue asked before each step whether the trial's time is over
        /// @return the loss of each of these batches
        /// @throws InterruptedException before a step, where the trial's thread was interrupted
        float[] learn(List<Step> steps, int epoch, BooleanSupplier overdue) throws InterruptedException, Overdue;

        /// The output of each row that was learnt from, as it was then, by its place in the order.
        float[] outputs();

        /// Frees the rows on the device.
        @Override
        void close();
    }

    /// The trial's time was over within an epoch.
    final class Overdue extends Exception {
        private static final long serialVersionUID = 1;
    }
}
