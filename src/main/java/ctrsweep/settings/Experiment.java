package ctrsweep.settings;

import ctrsweep.metric.ValidationMetrics;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Everything a single trial needs: data, model and training. Written in `configs/*.yaml`, in snake_case.
///
/// A key that a file leaves out has the value of [Experiment#DEFAULTS]. Keys and defaults are those of the
/// DeepFM training systems that people come from, so that their configs can be carried over.
///
/// Defaults of released settings never change, and a new setting's default keeps to what was done before:
/// config hashes, by which trials that ended are known again, cover only what differs from the defaults.
///
/// @param modelName which model
/// @param models groups of settings that belong to single models
/// @param seed of initial weights, shuffling, negatives and dropout
/// @param device `auto` (MPS, else CUDA, else CPU), `cpu`, `cuda` or `mps`
/// @param fusion a second MLP over linear part, FM vector and deep part; without hidden units they are summed
public record Experiment(
        ModelKind modelName,
        long seed,
        String device,
        Data data,
        Feature feature,
        Groups groups,
        Linear linear,
        Fm fm,
        Mlp dnn,
        ModelSettings models,
        Mlp fusion,
        Loss loss,
        Training training,
        OptimizerSettings optimizer,
        ScheduleSettings schedule)
        implements TrialConfig {

    public static final Experiment DEFAULTS = new Experiment(
            ModelCatalog.MODELS.standard(),
            42,
            "auto",
            new Data(
                    DatasetName.MOVIELENS,
                    "auto",
                    SplitStrategy.TEMPORAL,
                    0.1,
                    0.1,
                    0.75,
                    3,
                    4.0,
                    4,
                    999,
                    new Generated(1_000, 600, 60_000, 8, 7),
                    0.1,
                    0.1,
                    42,
                    5,
                    1,
                    TableSettings.DEFAULTS),
            new Feature(
                    16,
                    1e-5,
                    FieldWidths.OWN,
                    true,
                    DenseFields.EMBEDDED,
                    true,
                    UnknownIds.ZERO,
                    0,
                    TableInit.XAVIER,
                    0.01),
            new Groups(List.of(), List.of(), List.of()),
            new Linear(1, false, false, TableInit.XAVIER, 0.01),
            new Fm(true, true),
            new Mlp(List.of(256, 128, 64), Activation.RELU, List.of(0.1), true, false, false, true, LayerInit.FAN_IN),
            new ModelSettings(ModelCatalog.MODELS.groups()),
            new Mlp(List.of(), Activation.RELU, List.of(0.0), false, false, false, true, LayerInit.FAN_IN),
            new Loss(LossName.BCE, 0, 2, 0.25),
            new Training(
                    50,
                    0,
                    4096,
                    1e-3,
                    Optimizer.ADAM,
                    Scheduler.REDUCE_ON_PLATEAU,
                    5,
                    0.0,
                    "auc",
                    1.0,
                    0,
                    List.of(1, 5, 10, 20),
                    Precision.FLOAT32,
                    2),
            new OptimizerSettings(0.9, 0.999, 0.01, 0.9, 0, 0.9, 100_000, 0.99, SparseOptimizer.SAME, 0, false),
            new ScheduleSettings(0.5, 2, 1e-4, 10, 0.9, 0, 10, 1, 0));

    public Experiment {
        Check.oneOf("device", device, List.of("auto", "cpu", "cuda", "mps"));
        if (dnn.hiddenUnits().isEmpty() && modelName.reads("dnn.hidden_units")) {
            throw new InvalidSetting(
                    "dnn.hidden_units", "%s needs at least one layer, as [256, 128, 64]".formatted(name(modelName)));
        }
        if (!fusion.hiddenUnits().isEmpty() && !modelName.reads("fusion.hidden_units")) {
            throw new InvalidSetting(
                    "fusion.hidden_units",
                    "only %s have a fusion MLP"
                            .formatted(ModelCatalog.MODELS.all().stream()
                                    .filter(model -> model.reads("fusion.hidden_units"))
                                    .map(Experiment::name)
                                    .collect(Collectors.joining(" and "))));
        }
    }

    private static String name(ModelKind model) {
        return model.name().toLowerCase(Locale.ROOT);
    }

    public enum DatasetName implements SettingReader {
        MOVIELENS(
                "data.data_dir",
                "data.label_threshold",
                "data.split_strategy",
                "data.temporal_val_ratio",
                "data.temporal_test_ratio",
                "data.min_interactions",
                "data.num_neg_train",
                "data.num_neg_eval",
                "data.neg_sampling_alpha"),
        GENERATED("data.generated."),
        TABLE(
                "data.data_dir",
                "data.label_threshold",
                "data.split_strategy",
                "data.temporal_val_ratio",
                "data.temporal_test_ratio",
                "data.min_interactions",
                "data.table.",
                "data.random_val_ratio",
                "data.random_test_ratio",
                "data.split_seed",
                "data.folds",
                "data.fold");

        @SuppressWarnings("ImmutableEnumChecker")
        private final List<String> reads;

        DatasetName(String... reads) {
            this.reads = List.of(reads);
        }

        @Override
        public List<String> reads() {
            return reads;
        }
    }

    public enum SplitStrategy implements SettingReader {
        TEMPORAL("data.temporal_val_ratio", "data.temporal_test_ratio"),
        LEAVE_ONE_OUT("data.min_interactions"),
        RANDOM("data.random_val_ratio", "data.random_test_ratio", "data.split_seed"),
        K_FOLD("data.split_seed", "data.folds", "data.fold"),
        GIVEN("data.random_val_ratio", "data.split_seed");

        @SuppressWarnings("ImmutableEnumChecker")
        private final List<String> reads;

        SplitStrategy(String... reads) {
            this.reads = List.of(reads);
        }

        @Override
        public List<String> reads() {
            return reads;
        }
    }

    public enum FieldWidths {
        OWN,
        SHARED
    }

    public enum DenseFields {
        EMBEDDED,
        RAW
    }

    public enum UnknownIds {
        ZERO,
        TRAINED
    }

    public enum TableInit {
        XAVIER,
        NORMAL,
        UNIFORM,
        ZERO
    }

    public enum LayerInit {
        FAN_IN,
        XAVIER
    }

    public enum Activation {
        RELU,
        LEAKY_RELU,
        GELU,
        TANH,
        SIGMOID,
        ELU,
        SELU,
        SILU
    }

    public enum LossName implements SettingReader {
        BCE,
        FOCAL("loss.focal_gamma", "loss.focal_alpha"),
        MSE;

        @SuppressWarnings("ImmutableEnumChecker")
        private final List<String> reads;

        LossName(String... reads) {
            this.reads = List.of(reads);
        }

        @Override
        public List<String> reads() {
            return reads;
        }
    }

    public enum Optimizer implements SettingReader {
        ADAM("optimizer.beta1", "optimizer.beta2"),
        ADAMW("optimizer.beta1", "optimizer.beta2", "optimizer.weight_decay"),
        SGD("optimizer.momentum"),
        ADAGRAD("optimizer.initial_accumulator"),
        ADAGRAD_DECAY(
                "optimizer.initial_accumulator", "optimizer.accumulator_decay", "optimizer.accumulator_decay_steps"),
        RMSPROP("optimizer.alpha");

        @SuppressWarnings("ImmutableEnumChecker")
        private final List<String> reads;

        Optimizer(String... reads) {
            this.reads = List.of(reads);
        }

        @Override
        public List<String> reads() {
            return reads;
        }
    }

    /// The optimiser of tables, [Optimizer], or the same as for everything else.
    public enum SparseOptimizer implements SettingReader {
        SAME,
        ADAM,
        ADAMW,
        SGD,
        ADAGRAD,
        ADAGRAD_DECAY,
        RMSPROP;

        @Override
        public List<String> reads() {
            return this == SAME ? List.of() : Optimizer.valueOf(name()).reads();
        }
    }

    public enum Scheduler implements SettingReader {
        CONSTANT,
        REDUCE_ON_PLATEAU("schedule.factor", "schedule.patience", "schedule.threshold"),
        STEP("schedule.step_epochs", "schedule.gamma"),
        EXPONENTIAL("schedule.gamma"),
        COSINE("schedule.min_lr"),
        COSINE_RESTARTS("schedule.min_lr", "schedule.cycle_epochs", "schedule.cycle_factor");

        @SuppressWarnings("ImmutableEnumChecker")
        private final List<String> reads;

        Scheduler(String... reads) {
            this.reads = List.of(reads);
        }

        @Override
        public List<String> reads() {
            return reads;
        }
    }

    public enum Precision {
        FLOAT32,
        BF16
    }

    /// Which data, how it is split, how negatives are drawn.
    ///
    /// @param datasetName `movielens` (MovieLens-100K), `generated` (made from a seed, nothing to download) or
    ///     `table` (delimited files, as `data.table` describes them)
    /// @param dataDir the folder of the files; `auto`: where data sets are, or for movielens downloaded once,
    ///     then kept
    /// @param splitStrategy movielens has temporal and leave_one_out; a table has all
    /// @param temporalValRatio share of the time span's ratings for validation, in (0, 1)
    /// @param temporalTestRatio share for test, in (0, 1)
    /// @param negSamplingAlpha evaluation negatives are drawn with weight popularity^alpha; 0 is uniform
    /// @param minInteractions leave_one_out holds ratings of users with at least so many
    /// @param labelThreshold a rating at or above it is a positive
    /// @param numNegTrain negatives drawn for each training row, anew each epoch
    /// @param numNegEval negatives drawn for each held-out row, once
    /// @param randomValRatio of `random`: share of the rows for validation; of `given` without validation files,
    ///     share of the training rows
    /// @param randomTestRatio share for test
    /// @param splitSeed which random split, or which folds
    /// @param folds of `k_fold`: the rows are drawn into so many parts, equal but for one row
    /// @param fold of `k_fold`: which part is for test, from 1; the next one, the first after the last, is for
    ///     validation, all others train
    public record Data(
            DatasetName datasetName,
            String dataDir,
            SplitStrategy splitStrategy,
            double temporalValRatio,
            double temporalTestRatio,
            double negSamplingAlpha,
            int minInteractions,
            double labelThreshold,
            int numNegTrain,
            int numNegEval,
            Generated generated,
            double randomValRatio,
            double randomTestRatio,
            long splitSeed,
            int folds,
            int fold,
            TableSettings table) {
        public Data {
            Check.between("temporal_val_ratio", temporalValRatio, 0.001, 0.5);
            Check.between("temporal_test_ratio", temporalTestRatio, 0.001, 0.5);
            Check.between("neg_sampling_alpha", negSamplingAlpha, 0, 10);
            Check.between("min_interactions", minInteractions, 3, Integer.MAX_VALUE);
            Check.between("num_neg_train", numNegTrain, 0, 1_000);
            Check.between("num_neg_eval", numNegEval, 1, 1_000_000);
            Check.between("random_val_ratio", randomValRatio, 0.001, 0.5);
            Check.between("random_test_ratio", randomTestRatio, 0.001, 0.499);
            Check.between("folds", folds, 3, 1_000);
            Check.within("fold", fold, 1, folds);
            boolean byTime = splitStrategy == SplitStrategy.TEMPORAL || splitStrategy == SplitStrategy.LEAVE_ONE_OUT;
            if (datasetName == DatasetName.MOVIELENS && !byTime) {
                throw new InvalidSetting("split_strategy", "movielens has temporal and leave_one_out");
            }
            if (datasetName == DatasetName.TABLE) {
                requireTable(table, splitStrategy);
            }
        }

        /// The same with files, fields and negatives as a table has them.
        public Data asTable(TableSettings described) {
            return new Data(
                    DatasetName.TABLE,
                    dataDir,
                    splitStrategy,
                    temporalValRatio,
                    temporalTestRatio,
                    negSamplingAlpha,
                    minInteractions,
                    labelThreshold,
                    numNegTrain,
                    numNegEval,
                    generated,
                    randomValRatio,
                    randomTestRatio,
                    splitSeed,
                    folds,
                    fold,
                    described);
        }

        private static void requireTable(TableSettings table, SplitStrategy split) {
            require(!table.files().isEmpty(), "table.files", "names no file, as [train.csv]");
            require(!table.fields().isEmpty(), "table.fields", "names no field, as [{name: user_id, kind: sparse}]");
            boolean given = split == SplitStrategy.GIVEN;
            require(given || table.validationFiles().isEmpty(), "table.validation_files", files(given));
            require(given != table.testFiles().isEmpty(), "table.test_files", files(given));
            boolean ordered = split == SplitStrategy.TEMPORAL || split == SplitStrategy.LEAVE_ONE_OUT;
            require(!ordered || !table.time().isEmpty(), "table.time", "this split needs the column of the time");
            boolean byUser = split == SplitStrategy.LEAVE_ONE_OUT;
            require(!byUser || !table.user().isEmpty(), "table.user", "leave_one_out needs the column of the user");
        }

        private static String files(boolean given) {
            return given ? "split_strategy given needs them" : "go with split_strategy given";
        }

        private static void require(boolean met, String key, String message) {
            if (!met) {
                throw new InvalidSetting(key, message);
            }
        }
    }

    /// The generated data set: clicks drawn from a factor model that is known, so that the best reachable AUC
    /// is too.
    ///
    /// @param factors length of the planted user and item vectors
    public record Generated(int users, int items, int rows, int factors, long seed) {
        public Generated {
            Check.between("users", users, 10, 10_000_000);
            Check.between("items", items, 10, 10_000_000);
            Check.between("rows", rows, 1_000, 100_000_000);
            Check.between("factors", factors, 1, 256);
        }
    }

    /// The embedding of the fields.
    ///
    /// @param fmEmbedDim width D to which every field is projected for the pairwise part
    /// @param embeddingL2Reg weight of the sum of squares of all parameters of the embedding
    /// @param fieldWidths `own`: each field has the width of its data set, and a projection to D where it
    ///     differs; `shared`: every field is D wide
    /// @param projection whether a field of another width than D is projected to it for the pairwise parts;
    ///     if not, widths must be equal
    /// @param dense `embedded`: each number times a vector, plus a bias; `raw`: the numbers themselves, which
    ///     only the deep part sees
    /// @param denseBias whether embedded numbers have the bias
    /// @param unknown `zero`: row 0 of each table, unknown ids and padding, stays zero; `trained`: it is
    ///     learnt
    /// @param variationalDropout weight of the penalty that makes a dropout rate learnt for each field fall
    ///     on fields that do not help (Chang, Rampasek and Goldenberg 2017); 0: none
    /// @param initialization of the tables: `xavier`, `normal` (deviation `initialization_scale`), `uniform`
    ///     (up to the scale, both ways) or `zero`
    public record Feature(
            int fmEmbedDim,
            double embeddingL2Reg,
            FieldWidths fieldWidths,
            boolean projection,
            DenseFields dense,
            boolean denseBias,
            UnknownIds unknown,
            double variationalDropout,
            TableInit initialization,
            double initializationScale) {
        public Feature {
            Check.between("fm_embed_dim", fmEmbedDim, 1, 4096);
            Check.between("embedding_l2_reg", embeddingL2Reg, 0, 1e3);
            Check.between("variational_dropout", variationalDropout, 0, 1e3);
            Check.between("initialization_scale", initializationScale, Double.MIN_NORMAL, 10);
        }
    }

    /// Which fields each part of the model sees; none named: all that it can take. A table's field of several numbers
    /// is named as a whole, or each number by itself, as `price_1`.
    ///
    /// @param wide of the linear part
    /// @param fm of the pairwise parts: FM, CIN, attention
    /// @param deep of the DNN
    public record Groups(List<String> wide, List<String> fm, List<String> deep) {
        public Groups {
            wide = List.copyOf(wide);
            fm = List.copyOf(fm);
            deep = List.copyOf(deep);
        }
    }

    /// The linear part, also called wide or first order: tables of its own, summed over fields and width. Fields of
    /// one `embedding_name` share them as they share the others, and a sequence is pooled in the same way.
    ///
    /// @param embeddingDim width of its tables
    /// @param rescale whether the sum goes through Linear(1 -> 1)
    /// @param bias whether a bias is added, once
    /// @param initialization of its tables, as `feature.initialization`
    public record Linear(
            int embeddingDim, boolean rescale, boolean bias, TableInit initialization, double initializationScale) {
        public Linear {
            Check.between("embedding_dim", embeddingDim, 1, 4096);
            Check.between("initialization_scale", initializationScale, Double.MIN_NORMAL, 10);
            if (rescale && bias) {
                throw new InvalidSetting("bias", "rescale has a bias already; set one of them");
            }
        }
    }

    public record Fm(boolean useFirstOrder, boolean useSecondOrder) {}

    /// A multilayer perceptron: per layer linear, normalisation, activation, dropout.
    ///
    /// @param dropout probability that a unit is dropped in training, in [0, 1): one for all layers, or a
    ///     list
    /// @param normAfterActivation whether normalisation comes after the activation
    /// @param useBias whether the linear layers have one
    /// @param initialization of the linear layers: `fan_in` (uniform up to 1/sqrt(in), as PyTorch has it) or
    ///     `xavier` with biases 0
    public record Mlp(
            List<Integer> hiddenUnits,
            Activation activation,
            List<Double> dropout,
            boolean useBatchNorm,
            boolean useLayerNorm,
            boolean normAfterActivation,
            boolean useBias,
            LayerInit initialization) {
        public Mlp {
            hiddenUnits = List.copyOf(hiddenUnits);
            dropout = List.copyOf(dropout);
            hiddenUnits.forEach(units -> Check.between("hidden_units", units, 1, 65_536));
            dropout.forEach(rate -> Check.between("dropout", rate, 0, 0.99));
            if (dropout.size() > 1 && dropout.size() != hiddenUnits.size()) {
                throw new InvalidSetting(
                        "dropout",
                        "has %d rates for the %d layers of hidden_units; give one for each, or a single one"
                                .formatted(dropout.size(), hiddenUnits.size()));
            }
            if (useBatchNorm && useLayerNorm) {
                throw new InvalidSetting("use_layer_norm", "use_batch_norm is set too; a layer has one of them");
            }
        }

        /// The rate of each layer.
        public List<Double> dropoutOfLayers() {
            return dropout.size() == hiddenUnits.size()
                    ? dropout
                    : Collections.nCopies(hiddenUnits.size(), dropout.getFirst());
        }
    }

    /// What is made small.
    ///
    /// @param name `bce` (of logits) or `focal` (Lin et al. 2017) for clicks, `mse` for ratings
    /// @param labelSmoothing s turns the labels 0 and 1 into s/2 and 1 - s/2
    /// @param focalGamma how much less what is predicted well counts
    /// @param focalAlpha weight of the positives, 1 - alpha that of the negatives; negative: both weigh 1
    public record Loss(LossName name, double labelSmoothing, double focalGamma, double focalAlpha) {
        public Loss {
            Check.between("label_smoothing", labelSmoothing, 0, 0.99);
            Check.between("focal_gamma", focalGamma, 0, 100);
            Check.between("focal_alpha", focalAlpha, -1, 1);
        }
    }

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
    public record Training(
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
        public Training {
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
    }

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
    /// @param sparse the optimiser of tables, if another than for everything else
    /// @param sparseLr its learning rate; 0: `training.lr`. Schedules scale both alike
    /// @param rowWise whether a step touches only the rows of tables that its batch looks up: for large
    ///     tables. Rows rest while they are not looked up, where otherwise momentum and penalty go on moving
    ///     them
    public record OptimizerSettings(
            double beta1,
            double beta2,
            double weightDecay,
            double momentum,
            double initialAccumulator,
            double accumulatorDecay,
            int accumulatorDecaySteps,
            double alpha,
            SparseOptimizer sparse,
            double sparseLr,
            boolean rowWise) {
        public OptimizerSettings {
            Check.between("beta1", beta1, 0, 0.999999);
            Check.between("beta2", beta2, 0, 0.9999999);
            Check.between("weight_decay", weightDecay, 0, 1e3);
            Check.between("momentum", momentum, 0, 0.999999);
            Check.between("initial_accumulator", initialAccumulator, 0, 1e6);
            Check.between("accumulator_decay", accumulatorDecay, 0, 1);
            Check.between("accumulator_decay_steps", accumulatorDecaySteps, 1, Integer.MAX_VALUE);
            Check.between("alpha", alpha, 0, 0.999999);
            Check.between("sparse_lr", sparseLr, 0, 1e3);
        }
    }

    /// Numbers of the schedules; each uses those that it knows.
    ///
    /// @param factor of reduce_on_plateau: the rate is multiplied by it
    /// @param patience of reduce_on_plateau: after more than so many epochs without an improvement
    /// @param threshold of reduce_on_plateau: an improvement is better by this share of the best
    /// @param stepEpochs of step: epochs between two decays
    /// @param gamma of step and exponential: factor of a decay, for exponential each epoch's
    /// @param minLr of cosine and cosine_restarts: where the rate ends
    /// @param cycleEpochs of cosine_restarts: epochs of the first cycle
    /// @param cycleFactor of cosine_restarts: each cycle is so many times as long as the one before
    /// @param warmupSteps of all: over so many steps the rate rises to its value in a straight line
    public record ScheduleSettings(
            double factor,
            int patience,
            double threshold,
            int stepEpochs,
            double gamma,
            double minLr,
            int cycleEpochs,
            int cycleFactor,
            int warmupSteps) {
        public ScheduleSettings {
            Check.between("factor", factor, 0.000001, 0.999999);
            Check.between("patience", patience, 0, Integer.MAX_VALUE);
            Check.between("threshold", threshold, 0, 1);
            Check.between("step_epochs", stepEpochs, 1, Integer.MAX_VALUE);
            Check.between("gamma", gamma, 0.000001, 1);
            Check.between("min_lr", minLr, 0, 1e3);
            Check.between("cycle_epochs", cycleEpochs, 1, 1_000_000);
            Check.between("cycle_factor", cycleFactor, 1, 1_000);
            Check.between("warmup_steps", warmupSteps, 0, Integer.MAX_VALUE);
        }
    }
}
