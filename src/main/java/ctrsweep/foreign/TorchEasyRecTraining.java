package ctrsweep.foreign;

import ctrsweep.space.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// TorchEasyRec's `train_config`: length, optimisers and schedules.
record TorchEasyRecTraining(ImportedConfig config) {
    private static final double USUAL_LR = 0.002;

    /// Where steps end the training.
    private static final long MOST_EPOCHS = 1_000_000;

    private static final String OF_THE_RUN = "says how a run goes on or what it writes, which affects no result";

    /// Our optimiser for each of theirs, of the message's name without `_optimizer`.
    private static final Map<String, String> OPTIMIZERS = Map.of(
            "adam", "adam",
            "adamw", "adamw",
            "sgd", "sgd",
            "adagrad", "adagrad",
            "rowwise_adagrad", "adagrad",
            "partial_rowwise_adam", "adam");

    void read(KeyReader train) {
        long epochs = train.whole("num_epochs").orElse(train.has("num_steps") ? MOST_EPOCHS : 1L);
        long steps = train.whole("num_steps", 0);
        config.put("training.num_epochs", epochs);
        if (steps > 0) {
            config.put("training.steps", steps);
        }
        config.put("feature.embedding_l2_reg", 0.0);
        KeyReader dense = train.group("dense_optimizer");
        KeyReader sparse = train.group("sparse_optimizer");
        optimizer(dense, "training.optimizer", "training.lr");
        optimizer(sparse, "optimizer.sparse", "optimizer.sparse_lr");
        config.put("optimizer.row_wise", true);
        new TorchEasyRecSchedule(config, epochs, steps).read(dense, sparse);
        dense.notCarried("all weights but tables have one optimizer", "part_optimizers", "param_optimizers");
        if (dense.has("ema")) {
            config.put("training.ema_decay", dense.group("ema").real("decay", 0.999));
            dense.notCarried("the weights of tables are averaged too", "ema");
        }
        dense.end();
        sparse.end();
        clipping(train.group("grad_clipping"));
        precision(train);
        train.whole("gradient_accumulation_steps").ifPresent(n -> config.put("training.accumulate", n));
        train.whole("save_checkpoints_steps").ifPresent(n -> config.put("training.save_steps", n));
        train.whole("keep_checkpoint_max")
                .filter(n -> n > 0)
                .ifPresent(n -> config.put("training.keep_checkpoints", n));
        train.notCarried("gradients are never so small or large that they need it", "grad_scaler");
        train.notCarried("./sweep train --from FILE begins with the weights of a file", "fine_tune_checkpoint");
        train.notCarried(
                OF_THE_RUN,
                "save_checkpoints_epochs",
                "log_step_count_steps",
                "is_profiling",
                "use_tensorboard",
                "tensorboard_summaries",
                "cudnn_allow_tf32",
                "cuda_matmul_allow_tf32",
                "global_embedding_constraints");
        train.end();
    }

    /// @param name our setting of the optimiser
    /// @param rate our setting of its learning rate
    private void optimizer(KeyReader part, String name, String rate) {
        String kind = part.names().stream()
                .filter(key -> key.endsWith("_optimizer"))
                .findFirst()
                .orElse("");
        String ours = OPTIMIZERS.get(kind.replaceFirst("_optimizer$", ""));
        if (ours == null) {
            part.problem(
                    kind.isEmpty()
                            ? "needs an optimizer, as adam_optimizer {lr: 0.001}"
                            : kind + ": no such optimizer here; there are "
                                    + String.join(", ", List.of("adam", "adamw", "sgd", "adagrad")));
            return;
        }
        KeyReader optimizer = part.group(kind);
        if (kind.contains("rowwise")) {
            part.notCarried("each number of a row has a moment of its own: it is " + ours, kind);
        }
        config.put(name, ours);
        config.put(rate, optimizer.real("lr", USUAL_LR));
        numbers(optimizer, ours, name.equals("optimizer.sparse"));
        optimizer.notCarried(
                "training.gradient_clip_value cuts the gradients of all weights alike",
                "gradient_clipping",
                "max_gradient");
        optimizer.end();
    }

    private void numbers(KeyReader optimizer, String ours, boolean ofTables) {
        switch (ours) {
            case "adam", "adamw" -> {
                shared(optimizer, "optimizer.beta1", "beta1", optimizer.real("beta1", 0.9));
                shared(optimizer, "optimizer.beta2", "beta2", optimizer.real("beta2", 0.999));
            }
            case "sgd" ->
                shared(optimizer, "optimizer.momentum", "momentum", optimizer.real("momentum", ofTables ? 0 : 0.9));
            case "adagrad" ->
                shared(
                        optimizer,
                        "optimizer.initial_accumulator",
                        "initial_accumulator_value",
                        optimizer.real("initial_accumulator_value", 0));
            default -> {}
        }
        double decay = optimizer.real("weight_decay", 0);
        if (ours.equals("adamw")) {
            config.put("optimizer.weight_decay", decay);
        } else if (decay != 0) {
            optimizer.notCarried("only adamw has weight_decay here", "weight_decay");
        }
        optimizer.text("weight_decay_mode");
    }

    /// Both optimisers share these numbers: those of the first, of the dense part, hold.
    private void shared(KeyReader optimizer, String setting, String key, double number) {
        if (config.has(setting) && !config.value(setting).equals(Optional.of(new Value.Real(number)))) {
            optimizer.notCarried("both optimizers have the %s of the dense one".formatted(key), key);
        } else {
            config.put(setting, number);
        }
    }

    private void clipping(KeyReader clipping) {
        String type = clipping.text("clipping_type", "none");
        double most = clipping.real("max_gradient", 1);
        boolean euclidean = clipping.real("norm_type", 2) == 2;
        config.put("training.gradient_clip_norm", type.equals("norm") && euclidean ? most : 0.0);
        if (type.equals("value")) {
            config.put("training.gradient_clip_value", most);
        }
        if (type.equals("norm") && !euclidean) {
            clipping.notCarried("gradients are clipped by their Euclidean norm, or not at all", "norm_type");
        }
        if (!type.equals("none")) {
            clipping.notCarried("the gradients of tables are clipped too", "clipping_type");
        }
        clipping.has("enable_global_grad_clip");
        clipping.end();
    }

    private void precision(KeyReader train) {
        String type = train.text("mixed_precision", "");
        if (type.equals("BF16")) {
            config.put("training.precision", "bf16");
        } else if (!type.isEmpty()) {
            train.notCarried("there are float32 and bf16", "mixed_precision");
        }
    }
}
