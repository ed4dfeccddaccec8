package ctrsweep.settings;

import java.util.List;

/// A value of a setting that decides which other settings have an effect: a model, a data set, an optimiser.
public interface SettingReader {

    /// Settings that this value reads although not every other does: a dotted name, or all of a group as `dnn.`.
    List<String> reads();

    default boolean reads(String setting) {
        return reads().stream().anyMatch(key -> key.endsWith(".") ? setting.startsWith(key) : setting.equals(key));
    }
}
