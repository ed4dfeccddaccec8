package ctrsweep.foreign;

import ctrsweep.space.Value;
import java.util.List;

/// TorchEasyRec's schedules of the learning rate, by steps or epochs.
///
/// @param epochs of the training
/// @param steps of the training; 0: its epochs end it
record TorchEasyRecSchedule(ImportedConfig config, long epochs, long steps) {
    private static final String CONSTANT = "constant_learning_rate";

    /// Reads that of the dense part. Tables follow it.
    void read(KeyReader dense, KeyReader sparse) {
        String kind = kind(dense);
        String ofTables = kind(sparse);
        boolean alike = ofTables.equals(kind) && sparse.value(ofTables).equals(dense.value(kind));
        boolean constant = ofTables.equals(CONSTANT) && kind.equals(CONSTANT);
        if (alike || constant) {
            sparse.has(ofTables);
        } else {
            sparse.notCarried("tables follow the schedule of the dense part", ofTables);
        }
        KeyReader schedule = dense.group(kind);
        if (!isCarried(kind, schedule)) {
            config.put("training.scheduler", "constant");
            dense.notCarried("there is no such schedule here: the rate is constant", kind);
            return;
        }
        if (!kind.equals(CONSTANT)) {
            config.put("schedule.unit", schedule.truth("by_epoch", false) ? "epochs" : "steps");
            warmup(schedule);
        }
        schedule.end();
    }

    private static String kind(KeyReader part) {
        return part.names().stream()
                .filter(key -> key.endsWith("_learning_rate"))
                .findFirst()
                .orElse(CONSTANT);
    }

    private boolean isCarried(String kind, KeyReader schedule) {
        if (kind.equals(CONSTANT)) {
            config.put("training.scheduler", "constant");
            return true;
        }
        if (kind.equals("exponential_decay_learning_rate")) {
            exponential(schedule);
            return true;
        }
        if (kind.equals("manual_step_learning_rate")) {
            manual(schedule);
            return true;
        }
        return schedule.has("T_0") ? restarts(schedule) : schedule.has("T_max") && cosine(schedule);
    }

    /// Without a staircase the rate falls a little with each step: by the size-th root of the factor.
    private void exponential(KeyReader schedule) {
        long size = Math.max(1, schedule.whole("decay_size", 1));
        double factor = schedule.real("decay_factor", 0.95);
        boolean staircase = schedule.truth("staircase", true);
        config.put("training.scheduler", staircase ? "step" : "exponential");
        if (staircase) {
            config.put("schedule.step_epochs", size);
        }
        config.put("schedule.gamma", staircase ? factor : Math.pow(factor, 1.0 / size));
        leastRate(schedule);
    }

    private void leastRate(KeyReader schedule) {
        config.put("schedule.min_lr", schedule.real("min_learning_rate", 0));
    }

    /// There a rate holds from the step after its size on.
    private void manual(KeyReader schedule) {
        config.put("training.scheduler", "manual");
        List<Value> sizes = schedule.values("schedule_sizes");
        config.put(
                "schedule.boundaries",
                Value.Items.of(sizes, size -> size instanceof Value.Int(long n) ? new Value.Int(n + 1) : size));
        config.put("schedule.rates", ImportedConfig.reals(schedule.reals("learning_rates")));
        if (schedule.truth("warmup", false)) {
            schedule.notCarried("the rate is training.lr up to the first boundary", "warmup");
        }
    }

    private boolean restarts(KeyReader schedule) {
        config.put("training.scheduler", "cosine_restarts");
        config.put("schedule.cycle_epochs", schedule.whole("T_0", 1));
        config.put("schedule.cycle_factor", schedule.whole("T_mult", 1));
        leastRate(schedule);
        return true;
    }

    /// A cosine is as long as the training here.
    private boolean cosine(KeyReader schedule) {
        if (schedule.whole("T_max", 0) != (schedule.truth("by_epoch", false) ? epochs : steps)) {
            return false;
        }
        config.put("training.scheduler", "cosine");
        leastRate(schedule);
        return true;
    }

    private void warmup(KeyReader schedule) {
        long size = schedule.whole("warmup_size", 0);
        if (size > 0 && !schedule.truth("by_epoch", false)) {
            config.put("schedule.warmup_steps", size);
            schedule.notCarried(
                    "the rate rises over these steps, but its schedule begins with the first", "warmup_size");
        } else if (size > 0) {
            schedule.notCarried("the rate rises over steps, not over epochs", "warmup_size");
        }
        schedule.notCarried("the rate rises from 0", "warmup_learning_rate");
    }
}
