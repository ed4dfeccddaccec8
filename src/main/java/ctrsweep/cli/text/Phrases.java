package ctrsweep.cli.text;

import ctrsweep.config.Objective;
import ctrsweep.config.SweepSpec;
import ctrsweep.sweep.Plan;
import ctrsweep.sweep.SweepSummary;
import ctrsweep.sweep.TrialState;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// How values are worded in sentences.
public final class Phrases {
    private Phrases() {}

    public static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    public static String metric(double value) {
        return Double.isFinite(value)
                ? new BigDecimal(Double.toString(value))
                        .setScale(4, RoundingMode.HALF_EVEN)
                        .toPlainString()
                : Double.toString(value);
    }

    /// How many trials: `12`, `at most 12`, `unlimited`; `20 to 60` if a pruner picks the points to repeat.
    public static String planned(SweepSpec spec, Plan.Size size) {
        if (size.trials() == Long.MAX_VALUE) {
            return "unlimited";
        }
        int repeats = spec.search().repeats();
        return spec.search().pruning().isPresent() && repeats > 1
                ? "%,d to %,d".formatted(Math.ceilDiv(size.trials(), repeats), size.trials())
                : "%s%,d".formatted(size.exact() ? "" : "at most ", size.trials());
    }

    /// `12 completed, 1 failed`.
    public static String trials(SweepSummary sweep) {
        return sweep.count() == 0 ? "none yet" : counts(sweep.trials());
    }

    static String counts(Map<TrialState, Integer> trials) {
        return trials.entrySet().stream()
                .map(entry -> entry.getValue() + " " + of(entry.getKey()))
                .collect(Collectors.joining(", "));
    }

    /// `12 completed trials`, `1 failed trial`.
    public static String trials(int count, TrialState state) {
        return "%d %s trial%s".formatted(count, of(state), count == 1 ? "" : "s");
    }

    /// `maximize val.auc, minimize trial.seconds`.
    public static String objectives(SweepSummary sweep) {
        return objectives(sweep.allObjectives());
    }

    static String objectives(List<Objective> objectives) {
        return objectives.stream()
                .map(objective -> of(objective.goal()) + " " + objective.metric())
                .collect(Collectors.joining(", "));
    }
}
