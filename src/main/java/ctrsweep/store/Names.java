package ctrsweep.store;

import ctrsweep.metric.Goal;
import ctrsweep.sweep.StopReason;
import ctrsweep.sweep.TrialState;
import java.util.Locale;

/// Enum constants as the database spells them.
public final class Names {
    private Names() {}

    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    public static TrialState state(String name) {
        return TrialState.valueOf(name.toUpperCase(Locale.ROOT));
    }

    static StopReason stopReason(String name) {
        return StopReason.valueOf(name.toUpperCase(Locale.ROOT));
    }

    static Goal goal(String name) {
        return Goal.valueOf(name.toUpperCase(Locale.ROOT));
    }
}
