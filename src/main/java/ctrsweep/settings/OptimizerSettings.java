package ctrsweep.settings;

import ctrsweep.settings.TrainingSettings.Optimizer;
import java.util.List;

/// Numbers of the optimisers; each uses those that it knows.
///
/// @param beta1 of adam and adamw: decay of the gradient's mean
/// @param beta2 of adam and adamw: decay of the mean of its square
/// @param weightDecay of adamw
/// @param momentum of sgd
/// @param initialAccumulator of adagrad and adagrad_decay: sum of squares to begin with
/// @param accumulatorDecay of adagrad_decay: factor of the sums, which stay above their beginning
/// @param accumulatorDecaySteps of adagrad_decay: steps between two such decays
/// @param alpha of rmsprop: decay of the mean of squares
/// @param rho of adadelta: decay of the means of squares
/// @param sparse the optimiser of tables, if another than for everything else
/// @param sparseLr its learning rate; 0: `training.lr`. Schedules scale both alike
/// @param embeddingLr the learning rate of the embeddings: their tables, the vectors of numbers, projections; 0:
///     `sparse_lr` for tables, else `training.lr`, as for the next three
/// @param wideLr of the linear part
/// @param deepLr of all other layers
/// @param fusionLr of the fusion MLP and the layer after it
/// @param rowWise whether a step touches only the rows of tables that its batch looks up: for large tables. Rows
///     rest while they are not looked up, where otherwise momentum and penalty go on moving them
public record OptimizerSettings(
        double beta1,
        double beta2,
        double weightDecay,
        double momentum,
        double initialAccumulator,
        double accumulatorDecay,
        int accumulatorDecaySteps,
        double alpha,
        double rho,
        SparseOptimizer sparse,
        double sparseLr,
        double embeddingLr,
        double wideLr,
        double deepLr,
        double fusionLr,
        boolean rowWise) {
    static final OptimizerSettings DEFAULTS = new OptimizerSettings(
            /* beta1= */ 0.9,
            /* beta2= */ 0.999,
            /* weightDecay= */ 0.01,
            /* momentum= */ 0.9,
            /* initialAccumulator= */ 0,
            /* accumulatorDecay= */ 0.9,
            /* accumulatorDecaySteps= */ 100_000,
            /* alpha= */ 0.99,
            /* rho= */ 0.9,
            SparseOptimizer.SAME,
            /* sparseLr= */ 0,
            /* embeddingLr= */ 0,
            /* wideLr= */ 0,
            /* deepLr= */ 0,
            /* fusionLr= */ 0,
            /* rowWise= */ false);

    public OptimizerSettings {
        Check.between("beta1", beta1, 0, 0.999999);
        Check.between("beta2", beta2, 0, 0.9999999);
        Check.between("weight_decay", weightDecay, 0, 1e3);
        Check.between("momentum", momentum, 0, 0.999999);
        Check.between("initial_accumulator", initialAccumulator, 0, 1e6);
        Check.between("accumulator_decay", accumulatorDecay, 0, 1);
        Check.between("accumulator_decay_steps", accumulatorDecaySteps, 1, Integer.MAX_VALUE);
        Check.between("alpha", alpha, 0, 0.999999);
        Check.between("rho", rho, 0, 0.999999);
        Check.between("sparse_lr", sparseLr, 0, 1e3);
        Check.between("embedding_lr", embeddingLr, 0, 1e3);
        Check.between("wide_lr", wideLr, 0, 1e3);
        Check.between("deep_lr", deepLr, 0, 1e3);
        Check.between("fusion_lr", fusionLr, 0, 1e3);
    }

    /// The optimiser of tables, [Optimizer], or the same as for everything else.
    public enum SparseOptimizer implements SettingReader {
        SAME,
        @Alias("adamasync")
        ADAM,
        ADAMW,
        SGD,
        ADAGRAD,
        @Alias("adagraddecay")
        ADAGRAD_DECAY,
        RMSPROP,
        ADADELTA;

        @Override
        public List<String> reads() {
            return this == SAME ? List.of() : Optimizer.valueOf(name()).reads();
        }
    }
}
