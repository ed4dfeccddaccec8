package ctrsweep.settings;

import ctrsweep.text.NearestName;
import java.util.List;
import java.util.Optional;

/// Checks of settings, with the bad value and the good ones in the message.
public final class Check {
    private Check() {}

    public static void between(String key, double value, double low, double high) {
        Bounds bounds = new Bounds(low, high);
        if (!bounds.contain(value)) {
            throw new InvalidSetting(key, message(bounds, value), Optional.of(bounds));
        }
    }

    /// Does what [#between] does, where a bound depends on another setting.
    public static void within(String key, double value, double low, double high) {
        Bounds bounds = new Bounds(low, high);
        if (!bounds.contain(value)) {
            throw new InvalidSetting(key, message(bounds, value));
        }
    }

    private static String message(Bounds bounds, double value) {
        return "must be %s, not %s".formatted(bounds, Bounds.plain(value));
    }

    static void oneOf(String key, String value, List<String> names) {
        if (!names.contains(value)) {
            throw new InvalidSetting(key, "no such value: " + value + NearestName.hint(value, names));
        }
    }
}
