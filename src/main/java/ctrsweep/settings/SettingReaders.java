package ctrsweep.settings;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/// Who reads a setting, as models, data sets, splits, optimisers, schedulers and losses declare it ([SettingReader]).
public final class SettingReaders {
    /// The settings whose values read others. Of those that stand together one reader is enough.
    private static final List<List<String>> CHOICES = List.of(
            List.of("model_name"),
            List.of("data.dataset_name"),
            List.of("data.split_strategy"),
            List.of("training.optimizer", "optimizer.sparse"),
            List.of("training.scheduler"),
            List.of("loss.name"));

    private SettingReaders() {}

    /// A setting that decides who reads others.
    ///
    /// @param values those that read
    public record Reader(String setting, Set<String> values) {}

    /// Readers of which one is enough.
    public record Rule(List<Reader> readers) {}

    /// The rules of a setting, of which all must hold. Without a rule every trial reads it.
    public static List<Rule> of(String setting) {
        return CHOICES.stream()
                .map(choices -> new Rule(
                        choices.stream().map(choice -> reader(choice, setting)).toList()))
                .filter(rule -> rule.readers().stream()
                        .anyMatch(reader -> !reader.values().isEmpty()))
                .toList();
    }

    private static Reader reader(String choice, String setting) {
        return new Reader(
                choice,
                choice(choice).constants().entrySet().stream()
                        .filter(constant -> ((SettingReader) constant.getValue()).reads(setting))
                        .map(constant -> constant.getKey())
                        .collect(Collectors.toUnmodifiableSet()));
    }

    /// All settings and groups that a reader declares.
    static List<String> declared() {
        return CHOICES.stream()
                .flatMap(List::stream)
                .flatMap(choice -> choice(choice).constants().values().stream())
                .flatMap(constant -> ((SettingReader) constant).reads().stream())
                .distinct()
                .toList();
    }

    private static SettingType.OneOf choice(String setting) {
        return (SettingType.OneOf) Objects.requireNonNull(Settings.TYPES.get(setting));
    }
}
