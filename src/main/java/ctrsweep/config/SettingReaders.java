package ctrsweep.config;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

/// Which settings have an effect only with some values of others: who reads what. Settings that stand in no rule are
/// read always.
final class SettingReaders {
    private static final String MODEL = "model_name";
    private static final String DATASET = "data.dataset_name";
    private static final String SPLIT = "data.split_strategy";
    private static final String OPTIMIZER = "training.optimizer";
    private static final String SPARSE = "optimizer.sparse";
    private static final String SCHEDULER = "training.scheduler";

    private static final List<Rule> RULES = List.of(
            read("dnn.", by(MODEL, "wide_and_deep", "deepfm", "xdeepfm", "attention_deepfm")),
            read("groups.deep", by(MODEL, "wide_and_deep", "deepfm", "xdeepfm", "attention_deepfm")),
            read("groups.fm", by(MODEL, "fm", "deepfm", "xdeepfm", "attention_deepfm")),
            read("fm.use_second_order", by(MODEL, "fm", "deepfm", "attention_deepfm")),
            read("cin.", by(MODEL, "xdeepfm")),
            read("attention.", by(MODEL, "attention_deepfm")),
            read("fusion.", by(MODEL, "deepfm", "wide_and_deep")),
            read("data.generated.", by(DATASET, "generated")),
            read("data.table.", by(DATASET, "table")),
            read("data.num_neg_train", by(DATASET, "movielens")),
            read("data.num_neg_eval", by(DATASET, "movielens")),
            read("data.neg_sampling_alpha", by(DATASET, "movielens")),
            read("data.data_dir", by(DATASET, "movielens", "table")),
            read("data.label_threshold", by(DATASET, "movielens", "table")),
            read("data.split_strategy", by(DATASET, "movielens", "table")),
            read("data.temporal_val_ratio", by(DATASET, "movielens", "table")),
            read("data.temporal_val_ratio", by(SPLIT, "temporal")),
            read("data.temporal_test_ratio", by(DATASET, "movielens", "table")),
            read("data.temporal_test_ratio", by(SPLIT, "temporal")),
            read("data.min_interactions", by(DATASET, "movielens", "table")),
            read("data.min_interactions", by(SPLIT, "leave_one_out")),
            read("data.random_val_ratio", by(DATASET, "table")),
            read("data.random_val_ratio", by(SPLIT, "random", "given")),
            read("data.random_test_ratio", by(DATASET, "table")),
            read("data.random_test_ratio", by(SPLIT, "random")),
            read("data.split_seed", by(DATASET, "table")),
            read("data.split_seed", by(SPLIT, "random", "k_fold", "given")),
            read("data.folds", by(DATASET, "table")),
            read("data.folds", by(SPLIT, "k_fold")),
            read("data.fold", by(DATASET, "table")),
            read("data.fold", by(SPLIT, "k_fold")),
            read("optimizer.beta1", by(OPTIMIZER, "adam", "adamw"), by(SPARSE, "adam", "adamw")),
            read("optimizer.beta2", by(OPTIMIZER, "adam", "adamw"), by(SPARSE, "adam", "adamw")),
            read("optimizer.weight_decay", by(OPTIMIZER, "adamw"), by(SPARSE, "adamw")),
            read("optimizer.momentum", by(OPTIMIZER, "sgd"), by(SPARSE, "sgd")),
            read(
                    "optimizer.initial_accumulator",
                    by(OPTIMIZER, "adagrad", "adagrad_decay"),
                    by(SPARSE, "adagrad", "adagrad_decay")),
            read("optimizer.accumulator_decay", by(OPTIMIZER, "adagrad_decay"), by(SPARSE, "adagrad_decay")),
            read("optimizer.accumulator_decay_steps", by(OPTIMIZER, "adagrad_decay"), by(SPARSE, "adagrad_decay")),
            read("optimizer.alpha", by(OPTIMIZER, "rmsprop"), by(SPARSE, "rmsprop")),
            read("schedule.factor", by(SCHEDULER, "reduce_on_plateau")),
            read("schedule.patience", by(SCHEDULER, "reduce_on_plateau")),
            read("schedule.threshold", by(SCHEDULER, "reduce_on_plateau")),
            read("schedule.step_epochs", by(SCHEDULER, "step")),
            read("schedule.gamma", by(SCHEDULER, "step", "exponential")),
            read("schedule.min_lr", by(SCHEDULER, "cosine", "cosine_restarts")),
            read("schedule.cycle_epochs", by(SCHEDULER, "cosine_restarts")),
            read("schedule.cycle_factor", by(SCHEDULER, "cosine_restarts")),
            read("loss.focal_gamma", by("loss.name", "focal")),
            read("loss.focal_alpha", by("loss.name", "focal")));

    private SettingReaders() {}

    /// A setting that chooses who reads others.
    ///
    /// @param values those that read
    record Reader(String setting, Set<String> values) {}

    /// @param key a setting, or with a dot at its end all of a group
    /// @param readers of which one is enough
    record Rule(String key, List<Reader> readers) {
        boolean isOf(String setting) {
            return key.endsWith(".") ? setting.startsWith(key) : setting.equals(key);
        }
    }

    /// The rules of a setting, of which all must hold.
    static List<Rule> of(String setting) {
        return RULES.stream().filter(rule -> rule.isOf(setting)).toList();
    }

    /// Every setting that chooses or is named, for a test that there are such.
    static List<Rule> all() {
        return RULES;
    }

    private static Rule read(String key, Reader... readers) {
        return new Rule(key, List.copyOf(Arrays.asList(readers)));
    }

    private static Reader by(String setting, String... values) {
        return new Reader(setting, Set.copyOf(Arrays.asList(values)));
    }
}
