package ctrsweep.settings;

import ctrsweep.space.Value;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The least and the greatest number that a setting takes.
///
/// @param low [Double#MIN_NORMAL] for any number above 0
/// @param high [Integer#MAX_VALUE] or more for no bound
public record Bounds(double low, double high) {
    /// Asks the record that refuses a number below all bounds; empty for a setting without any, or where another
    /// setting is the bound.
    public static Optional<Bounds> of(String setting) {
        return switch (Settings.TYPES.get(setting)) {
            case SettingType.Plain type ->
                switch (type) {
                    case INT -> refusing(setting, new Value.Int(Integer.MIN_VALUE));
                    case REAL -> refusing(setting, new Value.Real(-Double.MAX_VALUE));
                    case INTS -> refusing(setting, new Value.Items(List.of(new Value.Int(Integer.MIN_VALUE))));
                    case REALS -> refusing(setting, new Value.Items(List.of(new Value.Real(-Double.MAX_VALUE))));
                    case LONG, TRUTH, TEXT, TEXTS -> Optional.empty();
                };
            case null, default -> Optional.empty();
        };
    }

    private static Optional<Bounds> refusing(String setting, Value below) {
        Map<String, Value> values = Settings.values(Experiment.DEFAULTS);
        values.put(setting, below);
        try {
            Settings.experiment(values);
            return Optional.empty();
        } catch (InvalidSetting refused) {
            return refused.bounds();
        }
    }

    public boolean isAboveZero() {
        return low == Double.MIN_NORMAL;
    }

    public boolean isOpen() {
        return high >= Integer.MAX_VALUE;
    }

    boolean contain(double value) {
        return value >= low && value <= high;
    }

    /// As in `must be from 0 to 1`.
    @Override
    public String toString() {
        if (isAboveZero()) {
            return "above 0 and at most " + plain(high);
        }
        return isOpen() ? "at least " + plain(low) : "from " + plain(low) + " to " + plain(high);
    }

    static String plain(double value) {
        return Double.isFinite(value) && value == Math.rint(value) && Math.abs(value) < 1e15
                ? BigDecimal.valueOf(value).toBigInteger().toString()
                : Double.toString(value);
    }
}
