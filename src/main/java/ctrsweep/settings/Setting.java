package ctrsweep.settings;

import ctrsweep.space.Value;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// One setting of an [Experiment], for those who compare its values.
public final class Setting {
    private static final Map<String, Value> DEFAULTS = Settings.values(Experiment.DEFAULTS);

    private final String name;
    private final SettingType type;

    private Setting(String name, SettingType type) {
        this.name = name;
        this.type = type;
    }

    /// @param name dotted, as `training.lr`
    public static Optional<Setting> of(String name) {
        return Optional.ofNullable(Settings.TYPES.get(name)).map(type -> new Setting(name, type));
    }

    /// The message for a name that is no setting's: `no such setting; did you mean training.lr?`
    public static String unknown(String name) {
        return Settings.unknown(name);
    }

    public String name() {
        return name;
    }

    /// The value that a config from before the setting existed has.
    public Value byDefault() {
        return Objects.requireNonNull(DEFAULTS.get(name));
    }

    /// Whether its values are numbers, some of them at least.
    public boolean holdsNumbers() {
        return type.holdsNumbers();
    }

    /// The value as a config holds it: a whole number for a real one becomes real.
    ///
    /// @throws InvalidSetting when the setting has no such value; the message begins with a verb, as `must be`
    public Value coerce(Value value) {
        return type.coerce(name, value);
    }
}
