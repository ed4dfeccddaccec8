package ctrsweep.train;

import ctrsweep.data.Rows;
import ctrsweep.model.Model;
import java.util.List;

/// What a group of trials computes with. For one thread at a time.
interface FusedEngine extends AutoCloseable {

    /// Puts the models of trials together, a row each.
    ///
    /// @param moments with a moving average of all or of none
    Trials put(List<Model> models, List<ModelState> states, List<Moments> moments);

    @Override
    void close();

    /// Models that learn together and are evaluated together.
    interface Trials extends AutoCloseable {

        /// Begins to learn from rows.
        ///
        /// @param rows of each trial, of one size
        /// @param orders in which each trial learns from its rows
        Pass begin(List<Rows> rows, List<int[]> orders, int batchSize, boolean keepsOutputs);

        /// The logit of each trial's rows, with what is evaluated: (trials)(rows).
        float[][] logits(List<Rows> rows);

        /// A copy of what a trial learns on.
        ModelState state(int trial);

        /// A copy of what is evaluated of a trial.
        ModelState evaluated(int trial);

        /// A copy.
        Moments moments(int trial);

        @Override
        void close();
    }

    /// Once through training rows.
    interface Pass extends AutoCloseable {

        /// Says what the next steps are.
        ///
        /// @param steps of each trial, as many of each; they agree in batch and number of gradients
        void plan(List<List<Step>> steps);

        /// Learns from the i-th planned step of all trials, without waiting for the device. Gradients that are
        /// accumulated are kept until the pass is closed.
        void step(int i);

        /// The losses of the planned steps that were done, (trials)(steps).
        float[][] losses();

        /// The output of each row that was learnt from since the pass was begun, as it was then, by its place in
        /// its trial's order: (trials)(rows).
        float[][] outputs();

        @Override
        void close();
    }
}
