package ctrsweep.settings;

import ctrsweep.space.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

    /// The group whose settings have an effect only if this one of them names a column.
    private static final String NEGATIVES = "data.table.negatives.";

    private static final String ITEM = NEGATIVES + "item";

    private SettingReaders() {}

    /// A setting that decides who reads others.
    public sealed interface Reader {
        String setting();

        boolean reads(String value);

        /// Some values that read.
        List<String> examples();
    }

    /// @param values those that read, sorted
    public record Choice(String setting, List<String> values) implements Reader {
        @Override
        public boolean reads(String value) {
            return values.contains(value);
        }

        @Override
        public List<String> examples() {
            return values;
        }

        @Override
        public String toString() {
            return setting + " " + String.join(" or ", values);
        }
    }

    /// The name of a column: every name reads, none ("") does not.
    public record Named(String setting) implements Reader {
        @Override
        public boolean reads(String value) {
            return !value.isEmpty();
        }

        @Override
        public List<String> examples() {
            return List.of("column");
        }

        @Override
        public String toString() {
            return "a " + setting;
        }
    }

    /// Readers of which one is enough.
    public record Rule(List<Reader> readers) {

        /// @param values of settings, by name
        public boolean reads(Map<String, String> values) {
            return readers.stream().anyMatch(reader -> reader.reads(values.getOrDefault(reader.setting(), "")));
        }

        @Override
        public String toString() {
            return readers.stream().map(Reader::toString).collect(Collectors.joining(" or "));
        }
    }

    /// The rules of a setting, of which all must hold. Without a rule every trial reads it.
    public static List<Rule> of(String setting) {
        Stream<Rule> declared = CHOICES.stream()
                .map(choices ->
                        choices.stream().map(choice -> reader(choice, setting)).toList())
                .filter(readers ->
                        readers.stream().anyMatch(reader -> !reader.values().isEmpty()))
                .map(readers -> new Rule(List.copyOf(readers)));
        boolean ofNegatives = setting.startsWith(NEGATIVES) && !setting.equals(ITEM);
        return Stream.concat(declared, ofNegatives ? Stream.of(new Rule(List.of(new Named(ITEM)))) : Stream.of())
                .toList();
    }

    /// The values of the settings that have an effect on the experiment, by dotted name.
    public static Map<String, Value> effective(Experiment experiment) {
        Map<String, Value> effective = Settings.values(experiment);
        Map<String, String> values = new HashMap<>();
        effective.forEach((name, value) -> values.put(name, value.toString()));
        effective.keySet().removeIf(setting -> !of(setting).stream().allMatch(rule -> rule.reads(values)));
        return effective;
    }

    private static Choice reader(String choice, String setting) {
        return new Choice(
                choice,
                choice(choice).constants().entrySet().stream()
                        .filter(constant -> ((SettingReader) constant.getValue()).reads(setting))
                        .map(Map.Entry::getKey)
                        .sorted()
                        .toList());
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
