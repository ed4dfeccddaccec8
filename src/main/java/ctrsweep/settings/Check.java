package ctrsweep.settings;

import ctrsweep.text.NearestName;
import java.math.BigDecimal;
import java.util.List;

/// Bounds of settings, with the bad value and the good ones in the message.
public final class Check {
    private Check() {}

    public static void between(String key, double value, double low, double high) {
        if (!(value >= low && value <= high)) {
            String bounds = low == Double.MIN_NORMAL
                    ? "above 0 and at most " + plain(high)
                    : high >= Integer.MAX_VALUE
                            ? "at least " + plain(low)
                            : "from " + plain(low) + " to " + plain(high);
            throw new InvalidSetting(key, "must be " + bounds + ", not " + plain(value));
        }
    }

    static void oneOf(String key, String value, List<String> names) {
        if (!names.contains(value)) {
            throw new InvalidSetting(key, "no such value: " + value + NearestName.hint(value, names));
        }
    }

    private static String plain(double value) {
        return Double.isFinite(value) && value == Math.rint(value) && Math.abs(value) < 1e15
                ? BigDecimal.valueOf(value).toBigInteger().toString()
                : Double.toString(value);
    }
}
