package ctrsweep.settings;

import java.util.List;
import java.util.Optional;

/// A value of a setting that decides which other settings have an effect: a model, a data set, an optimiser. It is a
/// constant of an enum.
public interface SettingReader {
    /// In upper case, as an enum's constant.
    String name();

    /// Settings that this value reads although not every other does: a dotted name, or all of a group as `dnn.`. By
    /// default those of the constant's [Reads].
    default List<String> reads() {
        try {
            return Optional.ofNullable(getClass().getField(name()).getAnnotation(Reads.class))
                    .map(declared -> List.of(declared.value()))
                    .orElse(List.of());
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException("no constant of an enum: " + this, e);
        }
    }

    default boolean reads(String setting) {
        return reads().stream().anyMatch(key -> key.endsWith(".") ? setting.startsWith(key) : setting.equals(key));
    }
}
