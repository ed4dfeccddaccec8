package ctrsweep.config;

import java.util.List;

/// Everything a single trial needs: data, features, model and training. Written in `configs/*.yaml`, in
/// snake_case.
///
/// A key that a file leaves out has the value of [Experiment#DEFAULTS]. Keys and defaults are those of the
/// DeepFM training systems that people come from, so that their configs can be carried over.
///
/// Defaults of released settings never change, and a new setting's default keeps to what was done before:
/// config hashes, by which trials that ended are known again, cover only what differs from the defaults.
///
/// @param modelName which model
/// @param seed of initial weights, shuffling, negatives and dropout
/// @param device `auto` (MPS, else CUDA, else CPU), `cpu`, `cuda` or `mps`
public record Experiment(
        ModelName modelName, long seed, String device, Data data, Feature feature, Fm fm, Dnn dnn, Training training) {

    public static final Experiment DEFAULTS = new Experiment(
            ModelName.DEEPFM,
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
                    new Generated(1_000, 600, 60_000, 8, 7)),
            new Feature(16, 1e-5),
            new Fm(true, true),
            new Dnn(List.of(256, 128, 64), Activation.RELU, 0.1, true),
            new Training(
                    50,
                    4096,
                    1e-3,
                    Optimizer.ADAM,
                    Scheduler.REDUCE_ON_PLATEAU,
                    5,
                    0.0,
                    "auc",
                    1.0,
                    List.of(1, 5, 10, 20)));

    public Experiment {
        Check.oneOf("device", device, List.of("auto", "cpu", "cuda", "mps"));
    }

    public enum ModelName {
        DEEPFM
    }

    public enum DatasetName {
        MOVIELENS,
        GENERATED
    }

    public enum SplitStrategy {
        TEMPORAL,
        LEAVE_ONE_OUT
    }

    public enum Activation {
        RELU,
        LEAKY_RELU,
        GELU,
        TANH
    }

    public enum Optimizer {
        ADAM
    }

    public enum Scheduler {
        CONSTANT,
        REDUCE_ON_PLATEAU
    }

    /// Which data, how it is split, how negatives are drawn.
    ///
    /// @param datasetName `movielens` (MovieLens-100K) or `generated` (made from a seed, nothing to download)
    /// @param dataDir the folder that holds u.data, u.user and u.item; `auto`: downloaded once, then kept
    /// @param temporalValRatio share of the time span's ratings for validation, in (0, 1)
    /// @param temporalTestRatio share for test, in (0, 1)
    /// @param negSamplingAlpha evaluation negatives are drawn with weight popularity^alpha; 0 is uniform
    /// @param minInteractions leave_one_out holds ratings of users with at least so many
    /// @param labelThreshold a rating at or above it is a positive
    /// @param numNegTrain negatives drawn for each training row, anew each epoch
    /// @param numNegEval negatives drawn for each held-out row, once
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
            Generated generated) {
        public Data {
            Check.between("temporal_val_ratio", temporalValRatio, 0.001, 0.5);
            Check.between("temporal_test_ratio", temporalTestRatio, 0.001, 0.5);
            Check.between("neg_sampling_alpha", negSamplingAlpha, 0, 10);
            Check.between("min_interactions", minInteractions, 3, Integer.MAX_VALUE);
            Check.between("num_neg_train", numNegTrain, 0, 1_000);
            Check.between("num_neg_eval", numNegEval, 1, 1_000_000);
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

    /// The embedding.
    ///
    /// @param fmEmbedDim width D to which every field is projected for the pairwise part
    /// @param embeddingL2Reg weight of the sum of squares of all parameters of the embedding
    public record Feature(int fmEmbedDim, double embeddingL2Reg) {
        public Feature {
            Check.between("fm_embed_dim", fmEmbedDim, 1, 4096);
            Check.between("embedding_l2_reg", embeddingL2Reg, 0, 1e3);
        }
    }

    public record Fm(boolean useFirstOrder, boolean useSecondOrder) {}

    /// The deep part.
    ///
    /// @param dropout probability that a unit is dropped in training, in [0, 1)
    public record Dnn(List<Integer> hiddenUnits, Activation activation, double dropout, boolean useBatchNorm) {
        public Dnn {
            hiddenUnits = List.copyOf(hiddenUnits);
            if (hiddenUnits.isEmpty()) {
                throw new InvalidSetting("hidden_units", "needs at least one layer, as [256, 128, 64]");
            }
            hiddenUnits.forEach(units -> Check.between("hidden_units", units, 1, 65_536));
            Check.between("dropout", dropout, 0, 0.99);
        }
    }

    /// How a trial is trained and when it stops.
    ///
    /// @param earlyStoppingPatience stop after so many epochs in a row without an improvement
    /// @param earlyStoppingMinDelta an improvement is better than the best by more than this
    /// @param metric the validation metric that chooses the best epoch: `auc`, `logloss`, `hr@K`, `ndcg@K`
    /// @param gradientClipNorm gradients are scaled down to this global norm; 0 leaves them alone
    /// @param rankingKs the K of HR@K and NDCG@K
    public record Training(
            int numEpochs,
            int batchSize,
            double lr,
            Optimizer optimizer,
            Scheduler scheduler,
            int earlyStoppingPatience,
            double earlyStoppingMinDelta,
            String metric,
            double gradientClipNorm,
            List<Integer> rankingKs) {
        public Training {
            rankingKs = List.copyOf(rankingKs);
            Check.between("num_epochs", numEpochs, 1, 1_000_000);
            Check.between("batch_size", batchSize, 2, 10_000_000);
            Check.between("lr", lr, Double.MIN_NORMAL, 1e3);
            Check.between("early_stopping_patience", earlyStoppingPatience, 1, Integer.MAX_VALUE);
            Check.between("early_stopping_min_delta", earlyStoppingMinDelta, 0, 1e3);
            Check.between("gradient_clip_norm", gradientClipNorm, 0, 1e9);
            rankingKs.forEach(k -> Check.between("ranking_ks", k, 1, 1_000_000));
            Check.oneOf("metric", metric, ValidationMetrics.names(rankingKs));
        }
    }
}
