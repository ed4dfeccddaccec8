package ctrsweep.settings;

/// The data set, how it is split, and how negatives are drawn.
///
/// @param datasetName `movielens` (MovieLens-100K), `generated` (made from a seed, nothing to download) or
///     `table` (delimited files, as `data.table` describes them)
/// @param dataDir the folder of the files; `auto`: where data sets are, or for movielens downloaded once,
///     then kept
/// @param splitStrategy movielens has temporal and leave_one_out; a table has all
/// @param temporalValRatio share of the time span's ratings for validation, in (0, 1)
/// @param temporalTestRatio share for test, in (0, 1)
/// @param negSamplingAlpha evaluation negatives are drawn with weight popularity^alpha; 0 is uniform
/// @param minInteractions leave_one_out holds out ratings of users with at least this number
/// @param labelThreshold a rating at or above it is a positive
/// @param numNegTrain negatives drawn for each training row, anew each epoch
/// @param numNegEval negatives drawn for each held-out row, once
/// @param randomValRatio of `random`: share of the rows for validation; of `given` without validation files,
///     share of the training rows; 0: no row is for validation
/// @param randomTestRatio share for test, 0 for none
/// @param splitSeed which random split, or which folds
/// @param folds of `k_fold`: the number of parts into which the rows are drawn, equal but for one row
/// @param fold of `k_fold`: which part is for test, from 1; the next one, the first after the last, is for
///     validation, all others train
public record DataSettings(
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
    static final DataSettings DEFAULTS = new DataSettings(
            DatasetName.MOVIELENS,
            /* dataDir= */ "auto",
            SplitStrategy.TEMPORAL,
            /* temporalValRatio= */ 0.1,
            /* temporalTestRatio= */ 0.1,
            /* negSamplingAlpha= */ 0.75,
            /* minInteractions= */ 3,
            /* labelThreshold= */ 4.0,
            /* numNegTrain= */ 4,
            /* numNegEval= */ 999,
            new Generated(/* users= */ 1_000, /* items= */ 600, /* rows= */ 60_000, /* factors= */ 8, /* seed= */ 7),
            /* randomValRatio= */ 0.1,
            /* randomTestRatio= */ 0.1,
            /* splitSeed= */ 42,
            /* folds= */ 5,
            /* fold= */ 1,
            TableSettings.DEFAULTS);

    public DataSettings {
        Check.between("temporal_val_ratio", temporalValRatio, 0.001, 0.5);
        Check.between("temporal_test_ratio", temporalTestRatio, 0.001, 0.5);
        Check.between("neg_sampling_alpha", negSamplingAlpha, 0, 10);
        Check.between("min_interactions", minInteractions, 3, Integer.MAX_VALUE);
        Check.between("num_neg_train", numNegTrain, 0, 1_000);
        Check.between("num_neg_eval", numNegEval, 1, 1_000_000);
        Check.between("random_val_ratio", randomValRatio, 0, 0.5);
        Check.between("random_test_ratio", randomTestRatio, 0, 0.499);
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
    public DataSettings asTable(TableSettings described) {
        return new DataSettings(
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
        require(given || table.validationFiles().isEmpty(), "table.validation_files", "go with split_strategy given");
        require(given || table.testFiles().isEmpty(), "table.test_files", "go with split_strategy given");
        boolean ordered = split == SplitStrategy.TEMPORAL || split == SplitStrategy.LEAVE_ONE_OUT;
        require(!ordered || !table.time().isEmpty(), "table.time", "this split needs the column of the time");
        boolean byUser = split == SplitStrategy.LEAVE_ONE_OUT;
        require(!byUser || !table.user().isEmpty(), "table.user", "leave_one_out needs the column of the user");
    }

    private static void require(boolean met, String key, String message) {
        if (!met) {
            throw new InvalidSetting(key, message);
        }
    }

    public enum DatasetName implements SettingReader {
        @Reads({
            "data.data_dir",
            "data.label_threshold",
            "data.split_strategy",
            "data.temporal_val_ratio",
            "data.temporal_test_ratio",
            "data.min_interactions",
            "data.num_neg_train",
            "data.num_neg_eval",
            "data.neg_sampling_alpha"
        })
        MOVIELENS,
        @Reads("data.generated.")
        GENERATED,
        @Reads({
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
            "data.fold"
        })
        TABLE
    }

    public enum SplitStrategy implements SettingReader {
        @Reads({"data.temporal_val_ratio", "data.temporal_test_ratio"})
        TEMPORAL,
        @Reads("data.min_interactions")
        LEAVE_ONE_OUT,
        @Reads({"data.random_val_ratio", "data.random_test_ratio", "data.split_seed"})
        RANDOM,
        @Reads({"data.split_seed", "data.folds", "data.fold"})
        K_FOLD,
        @Reads({"data.random_val_ratio", "data.split_seed"})
        GIVEN
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
}
