package ctrsweep.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// The distributions of W&B's sweep files, with the keys that each takes besides `distribution` and `when`.
enum Distribution {
    CONSTANT(List.of("value"), List.of(), SettingKind.ANY),
    CATEGORICAL(List.of("values"), List.of("probabilities"), SettingKind.ANY),
    CATEGORICAL_W_PROBABILITIES(List.of("values", "probabilities"), List.of(), SettingKind.ANY),
    UNIFORM(List.of("min", "max"), List.of(), SettingKind.REAL_NUMBER),
    INT_UNIFORM(List.of("min", "max"), List.of(), SettingKind.NUMBER),
    LOG_UNIFORM_VALUES(List.of("min", "max"), List.of(), SettingKind.NUMBER),
    INV_LOG_UNIFORM_VALUES(List.of("min", "max"), List.of(), SettingKind.NUMBER),
    NORMAL(List.of(), List.of("mu", "sigma"), SettingKind.REAL_NUMBER),
    LOG_NORMAL(List.of(), List.of("mu", "sigma"), SettingKind.REAL_NUMBER),
    Q_UNIFORM(List.of("min", "max"), List.of("q"), SettingKind.NUMBER),
    Q_LOG_UNIFORM_VALUES(List.of("min", "max"), List.of("q"), SettingKind.NUMBER),
    Q_NORMAL(List.of(), List.of("mu", "sigma", "q"), SettingKind.NUMBER),
    Q_LOG_NORMAL(List.of(), List.of("mu", "sigma", "q"), SettingKind.NUMBER);

    /// The settings that a distribution goes for.
    enum SettingKind {
        ANY,
        NUMBER,
        REAL_NUMBER
    }

    @SuppressWarnings("ImmutableEnumChecker")
    final List<String> needed;

    @SuppressWarnings("ImmutableEnumChecker")
    final List<String> optional;

    final SettingKind settings;

    Distribution(List<String> needed, List<String> optional, SettingKind settings) {
        this.needed = needed;
        this.optional = optional;
        this.settings = settings;
    }

    static Optional<Distribution> named(String name) {
        return Stream.of(values()).filter(each -> each.word().equals(name)).findFirst();
    }

    static List<String> words() {
        return Stream.of(values()).map(Distribution::word).toList();
    }

    /// The name as a spec has it.
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    List<String> keys() {
        List<String> keys = new ArrayList<>(needed);
        keys.addAll(optional);
        return keys;
    }

    /// True if the logarithms of the numbers have the distribution, rather than the numbers.
    boolean isLogarithmic() {
        return name().contains("LOG_");
    }
}
