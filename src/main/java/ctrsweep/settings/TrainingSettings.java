package ctrsweep.settings;

import ctrsweep.metric.ValidationMetrics;
import java.util.List;

/// How a trial is trained and when it stops.
///
/// @param numEpochs at most so many epochs
/// @param stepsPerEpoch an epoch ends, and is evaluated, after so many steps; 0: when all rows were seen
/// @param earlyStoppingPatience stop after so many epochs in a row without an improvement
/// @param earlyStoppingMinDelta an improvement is better than the best by more than this
/// @param metric the validation metric that chooses the best epoch: `auc`, `logloss`, `mse`, `hr@K` ...
/// @param gradientClipNorm gradients are scaled down to this global norm; 0 leaves them alone
/// @param gradientClipValue each number of the gradient is cut at this size; 0 leaves them alone
/// @param rankingKs the K of HR@K and NDCG@K
/// @param precision of the products in linear layers: `float32`, or `bf16` where the processor has it
/// @param keepCheckpoints newest checkpoints that are kept while a trial is trained; should one be damaged,
///     the one before serves
public record TrainingSettings(
        int numEpochs,
        int stepsPerEpoch,
        int batchSize,
        double lr,
        Optimizer optimizer,
        Scheduler scheduler,
        int earlyStoppingPatience,
        double earlyStoppingMinDelta,
        String metric,
        double gradientClipNorm,
        double gradientClipValue,
        List<Integer> rankingKs,
        Precision precision,
        int keepCheckpoints) {
    static final TrainingSettings DEFAULTS = new TrainingSettings(
            /* numEpochs= */ 50,
            /* stepsPerEpoch= */ 0,
            /* batchSize= */ 4096,
            /* lr= */ 1e-3,
            Optimizer.ADAM,
            Scheduler.REDUCE_ON_PLATEAU,
            /* earlyStoppingPatience= */ 5,
            /* earlyStoppingMinDelta= */ 0.0,
            /* metric= */ "auc",
            /* gradientClipNorm= */ 1.0,
            /* gradientClipValue= */ 0,
            /* rankingKs= */ List.of(1, 5, 10, 20),
            Precision.FLOAT32,
            /* keepCheckpoints= */ 2);

    public TrainingSettings {
        rankingKs = List.copyOf(rankingKs);
        Check.between("num_epochs", numEpochs, 1, 1_000_000);
        Check.between("steps_per_epoch", stepsPerEpoch, 0, Integer.MAX_VALUE);
        Check.between("batch_size", batchSize, 2, 10_000_000);
        Check.between("lr", lr, Double.MIN_NORMAL, 1e3);
        Check.between("early_stopping_patience", earlyStoppingPatience, 1, Integer.MAX_VALUE);
        Check.between("early_stopping_min_delta", earlyStoppingMinDelta, 0, 1e3);
        Check.between("gradient_clip_norm", gradientClipNorm, 0, 1e9);
        Check.between("gradient_clip_value", gradientClipValue, 0, 1e9);
        rankingKs.forEach(k -> Check.between("ranking_ks", k, 1, 1_000_000));
        Check.oneOf("metric", metric, ValidationMetrics.names(rankingKs));
        Check.between("keep_checkpoints", keepCheckpoints, 1, 1_000);
    }

    public enum Optimizer implements SettingReader {
        @Reads({"optimizer.beta1", "optimizer.beta2"})
        ADAM,
        @Reads({"optimizer.beta1", "optimizer.beta2", "optimizer.weight_decay"})
        ADAMW,
        @Reads("optimizer.momentum")
        SGD,
        @Reads("optimizer.initial_accumulator")
        ADAGRAD,
        @Reads({"optimizer.initial_accumulator", "optimizer.accumulator_decay", "optimizer.accumulator_decay_steps"})
        ADAGRAD_DECAY,
        @Reads("optimizer.alpha")
        RMSPROP
    }

    public enum Scheduler implements SettingReader {
        CONSTANT,
        @Reads({"schedule.factor", "schedule.patience", "schedule.threshold"})
        REDUCE_ON_PLATEAU,
        @Reads({"schedule.step_epochs", "schedule.gamma"})
        STEP,
        @Reads("schedule.gamma")
        EXPONENTIAL,
        @Reads("schedule.min_lr")
        COSINE,
        @Reads({"schedule.min_lr", "schedule.cycle_epochs", "schedule.cycle_factor"})
        COSINE_RESTARTS
    }

    public enum Precision {
        FLOAT32,
        BF16
    }
}
