package ctrsweep.settings;

import ctrsweep.metric.ValidationMetrics;
import java.util.List;

/// How a trial is trained and when it stops.
///
/// @param numEpochs the trial ends after this epoch
/// @param steps the trial ends after this step, if it has come so far before `num_epochs`; 0: `num_epochs` alone
///     counts
/// @param stepsPerEpoch an epoch ends, and is evaluated, after this number of steps; 0: when all rows were seen
/// @param accumulate batches whose gradients are averaged for one step of the optimiser. The last batches of an
///     epoch or of all rows may be fewer. Other settings count batches as steps
/// @param earlyStoppingPatience the trial ends after this number of epochs in a row without an improvement
/// @param earlyStoppingSteps the trial ends when, at the end of an epoch, this number of steps has brought no
///     improvement; 0: `early_stopping_patience` alone counts
/// @param earlyStoppingMinDelta an improvement is better than the best by more than this
/// @param metric the validation metric that chooses the best epoch: `auc`, `logloss`, `mse`, `hr@K` ...
/// @param gradientClipNorm gradients are scaled down to this global norm; 0 leaves them alone
/// @param gradientClipValue each number of the gradient is cut at this size; 0 leaves them alone
/// @param rankingKs the K of HR@K and NDCG@K
/// @param emaDecay d of the moving average a = d a + (1 - d) w of the weights w after each step, which begins as
///     the first weights: it is evaluated and kept in place of the weights; 0: there is none
/// @param freeze parts whose weights stay as they begin: `embedding`, `wide`, `deep`, `fusion`
/// @param trainMetrics metrics of the training rows, beside their loss: `auc`, `logloss`, `ne`, `accuracy`, `mse`,
///     `rmse`, `mae`
/// @param trainMetricsFrom the outputs that they are computed from: those of the batches as they are learnt from,
///     in training mode, at no cost; or those of the epoch's weights, in a second pass over the rows
/// @param precision of the products in linear layers: `float32`, or `bf16` where the processor has it
/// @param keepCheckpoints newest checkpoints that are kept while a trial is trained; should one be damaged, the one
///     before serves
/// @param saveSteps steps between two checkpoints within an epoch, beside the one at its end; 0: there are none
public record TrainingSettings(
        int numEpochs,
        int steps,
        int stepsPerEpoch,
        int accumulate,
        int batchSize,
        double lr,
        Optimizer optimizer,
        Scheduler scheduler,
        int earlyStoppingPatience,
        int earlyStoppingSteps,
        double earlyStoppingMinDelta,
        String metric,
        double gradientClipNorm,
        double gradientClipValue,
        double emaDecay,
        List<String> freeze,
        List<Integer> rankingKs,
        List<String> trainMetrics,
        TrainMetricsFrom trainMetricsFrom,
        Precision precision,
        int keepCheckpoints,
        int saveSteps) {
    static final int MOST_EPOCHS = 1_000_000;

    static final TrainingSettings DEFAULTS = new TrainingSettings(
            /* numEpochs= */ 50,
            /* steps= */ 0,
            /* stepsPerEpoch= */ 0,
            /* accumulate= */ 1,
            /* batchSize= */ 4096,
            /* lr= */ 1e-3,
            Optimizer.ADAM,
            Scheduler.REDUCE_ON_PLATEAU,
            /* earlyStoppingPatience= */ 5,
            /* earlyStoppingSteps= */ 0,
            /* earlyStoppingMinDelta= */ 0.0,
            /* metric= */ "auc",
            /* gradientClipNorm= */ 1.0,
            /* gradientClipValue= */ 0,
            /* emaDecay= */ 0,
            /* freeze= */ List.of(),
            /* rankingKs= */ List.of(1, 5, 10, 20),
            /* trainMetrics= */ List.of(),
            TrainMetricsFrom.BATCHES,
            Precision.FLOAT32,
            /* keepCheckpoints= */ 2,
            /* saveSteps= */ 0);

    public TrainingSettings {
        freeze = List.copyOf(freeze);
        rankingKs = List.copyOf(rankingKs);
        trainMetrics = List.copyOf(trainMetrics);
        Check.between("num_epochs", numEpochs, 1, MOST_EPOCHS);
        Check.between("steps", steps, 0, Integer.MAX_VALUE);
        Check.between("steps_per_epoch", stepsPerEpoch, 0, Integer.MAX_VALUE);
        Check.between("accumulate", accumulate, 1, 1_000_000);
        Check.between("batch_size", batchSize, 2, 10_000_000);
        Check.between("lr", lr, Double.MIN_NORMAL, 1e3);
        Check.between("early_stopping_patience", earlyStoppingPatience, 1, Integer.MAX_VALUE);
        Check.between("early_stopping_steps", earlyStoppingSteps, 0, Integer.MAX_VALUE);
        Check.between("early_stopping_min_delta", earlyStoppingMinDelta, 0, 1e3);
        Check.between("gradient_clip_norm", gradientClipNorm, 0, 1e9);
        Check.between("gradient_clip_value", gradientClipValue, 0, 1e9);
        Check.between("ema_decay", emaDecay, 0, 0.9999999);
        freeze.forEach(part -> Check.oneOf("freeze", part, PARTS));
        rankingKs.forEach(k -> Check.between("ranking_ks", k, 1, 1_000_000));
        Check.oneOf("metric", metric, ValidationMetrics.names(rankingKs));
        trainMetrics.forEach(name -> Check.oneOf("train_metrics", name, ValidationMetrics.namesWithoutGroups()));
        Check.between("keep_checkpoints", keepCheckpoints, 1, 1_000);
        Check.between("save_steps", saveSteps, 0, Integer.MAX_VALUE);
        if (saveSteps > 0 && !trainMetrics.isEmpty() && trainMetricsFrom == TrainMetricsFrom.BATCHES) {
            throw new InvalidSetting(
                    "save_steps",
                    "a checkpoint within an epoch does not hold the outputs that train_metrics needs; set train_metrics_from: epoch_end, or leave one of them out");
        }
    }

    /// The parts of a model that have a learning rate of their own, and can be frozen.
    public static final List<String> PARTS = List.of("embedding", "wide", "deep", "fusion");

    public enum TrainMetricsFrom {
        BATCHES,
        EPOCH_END
    }

    public enum Optimizer implements SettingReader {
        /// Asynchronous Adam of a parameter server is Adam where one process has all weights.
        @Alias("adamasync")
        @Reads({"optimizer.beta1", "optimizer.beta2"})
        ADAM,
        @Reads({"optimizer.beta1", "optimizer.beta2", "optimizer.weight_decay"})
        ADAMW,
        @Reads("optimizer.momentum")
        SGD,
        @Reads("optimizer.initial_accumulator")
        ADAGRAD,
        @Alias("adagraddecay")
        @Reads({"optimizer.initial_accumulator", "optimizer.accumulator_decay", "optimizer.accumulator_decay_steps"})
        ADAGRAD_DECAY,
        @Reads("optimizer.alpha")
        RMSPROP,
        @Reads("optimizer.rho")
        ADADELTA
    }

    public enum Scheduler implements SettingReader {
        @Alias("none")
        CONSTANT,
        @Reads({"schedule.factor", "schedule.patience", "schedule.threshold"})
        REDUCE_ON_PLATEAU,
        @Reads({"schedule.unit", "schedule.step_epochs", "schedule.gamma", "schedule.min_lr"})
        STEP,
        @Reads({"schedule.unit", "schedule.gamma", "schedule.min_lr"})
        EXPONENTIAL,
        @Reads({"schedule.unit", "schedule.min_lr"})
        COSINE,
        @Reads({"schedule.unit", "schedule.min_lr", "schedule.cycle_epochs", "schedule.cycle_factor"})
        COSINE_RESTARTS,
        @Reads({"schedule.unit", "schedule.boundaries", "schedule.rates"})
        MANUAL
    }

    public enum Precision {
        FLOAT32,
        BF16
    }
}
