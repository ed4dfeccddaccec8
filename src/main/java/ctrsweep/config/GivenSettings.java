package ctrsweep.config;

import ctrsweep.model.Model;
import ctrsweep.settings.Defaults;
import ctrsweep.settings.Experiment;
import ctrsweep.settings.InvalidSetting;
import ctrsweep.settings.SettingType;
import ctrsweep.settings.Settings;
import ctrsweep.space.Value;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The settings that were written down, each with its place; later ones replace earlier ones.
final class GivenSettings {
    static final String DEFAULTS = "defaults";
    static final String OUTPUT_DIR = "output_dir";

    private final Problems problems;
    private final SettingCatalog vocabulary;
    private final Map<String, Given> given = new LinkedHashMap<>();
    private Defaults defaults = Defaults.DEEPFM;
    private Optional<String> outputDir = Optional.empty();

    /// @param label the path in its file, which for an override is more than the setting's name
    private record Given(Tree tree, String label, Value value) {
        Place place() {
            return tree.place();
        }

        /// Where a part of a list stands: its key's value, else the item.
        Place place(InvalidSetting.Part part) {
            Tree item = tree instanceof Tree.Listing list ? list.items().get(part.item()) : tree;
            Tree.Entry entry =
                    item instanceof Tree.Mapping keys ? keys.entries().get(part.key()) : null;
            return entry == null ? item.place() : entry.tree().place();
        }
    }

    GivenSettings(Problems problems) {
        this(problems, SettingCatalog.EXPERIMENT);
    }

    GivenSettings(Problems problems, SettingCatalog vocabulary) {
        this.problems = problems;
        this.vocabulary = vocabulary;
    }

    SettingCatalog vocabulary() {
        return vocabulary;
    }

    /// All values, by dotted name, in the order in which they were first given.
    Map<String, Value> values() {
        Map<String, Value> values = new LinkedHashMap<>();
        given.forEach((name, setting) -> values.put(name, setting.value()));
        return values;
    }

    /// Takes the keys of a config file: `defaults`, `output_dir`, and the nested settings.
    void putConfig(Tree.Mapping config) {
        Map<String, Tree.Entry> settings = new LinkedHashMap<>(config.entries());
        Optional.ofNullable(settings.remove(DEFAULTS))
                .flatMap(entry -> text(DEFAULTS, entry, SettingType.OneOf.of(Defaults.class)))
                .ifPresent(name -> defaults = Defaults.valueOf(name.toUpperCase(Locale.ROOT)));
        Optional.ofNullable(settings.remove(OUTPUT_DIR)).ifPresent(this::putOutputDir);
        putNested("", new Tree.Mapping(config.place(), settings));
    }

    private void putOutputDir(Tree.Entry entry) {
        outputDir = text(OUTPUT_DIR, entry, SettingType.Plain.TEXT);
    }

    private Optional<String> text(String key, Tree.Entry entry, SettingType type) {
        try {
            return Optional.of(type.coerce(key, Tree.value(key, entry.tree())).toString());
        } catch (InvalidSetting e) {
            problems.add(entry.tree().place(), key, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    /// The folder that a run's files go to, where the config or the command line names one.
    Optional<String> outputDir() {
        return outputDir;
    }

    private void putNested(String prefix, Tree.Mapping mapping) {
        mapping.entries().forEach((key, entry) -> {
            String name = prefix + key;
            if (!Settings.isGroup(name)) {
                put(name, name, entry);
            } else if (entry.tree() instanceof Tree.Mapping group) {
                putNested(name + ".", group);
            } else if (!(entry.tree() instanceof Tree.Absent)) {
                problems.add(entry.tree().place(), name, "must be keys and values");
            }
        });
    }

    /// Takes dotted keys, as those of `overrides`.
    void putDotted(String label, Tree.Mapping dotted) {
        dotted.entries().forEach((name, entry) -> put(label + "." + name, name, entry));
    }

    /// Takes `key=value` texts of the command line. The value is read as YAML.
    void putCommandLine(List<String> overrides) {
        for (String override : overrides) {
            Place.CommandLine place = new Place.CommandLine("-O", override);
            int equals = override.indexOf('=');
            if (equals < 1) {
                problems.add(place, "", "must be key=value, as training.lr=0.01");
                continue;
            }
            try {
                Tree tree = Yaml.ofCommandLine(place, override.substring(equals + 1), problems)
                        .orElseGet(() -> new Tree.Absent(place));
                String name = override.substring(0, equals).strip();
                Tree.Entry entry = new Tree.Entry(place, tree);
                if (name.equals(OUTPUT_DIR)) {
                    putOutputDir(entry);
                } else {
                    put(name, name, entry);
                }
            } catch (ConfigException e) {
                problems.addAll(place, e);
            }
        }
    }

    void put(String label, String name, Tree.Entry entry) {
        Optional<SettingType> type = vocabulary.type(name);
        if (type.isEmpty()) {
            problems.add(entry.key(), label, vocabulary.unknown(name));
            return;
        }
        try {
            Value value = type.get().coerce(name, Tree.value(name, entry.tree()));
            given.put(name, new Given(entry.tree(), label, value));
        } catch (InvalidSetting e) {
            problems.add(entry.tree().place(), label, String.valueOf(e.getMessage()));
        }
    }

    Optional<Value> value(String name) {
        return Optional.ofNullable(given.get(name)).map(Given::value);
    }

    /// Where the setting was overridden: a path in the spec, or the command line.
    Optional<String> overriddenBy(String name) {
        return Optional.ofNullable(given.get(name)).flatMap(setting -> switch (setting.place()) {
            case Place.CommandLine typed -> Optional.of(typed.toString());
            case Place.InFile at when !setting.label().equals(name) -> Optional.of(setting.label());
            case Place.InFile at -> Optional.empty();
            case Place.AtomicFile at -> Optional.empty();
        });
    }

    /// The settings whose values are those of `overrides`, or of the command line.
    List<String> overrides() {
        return given.entrySet().stream()
                .filter(setting -> setting.getValue().place() instanceof Place.CommandLine
                        || setting.getValue().label().startsWith("overrides."))
                .map(Map.Entry::getKey)
                .toList();
    }

    /// Reports a problem where a setting was given.
    void problem(String name, String message) {
        Optional.ofNullable(given.get(name))
                .ifPresent(setting -> problems.add(setting.place(), setting.label(), message));
    }

    /// The experiment, defaults filled in. If nothing else is wrong, the model is asked whether it can take it.
    ///
    /// @param whole the place of a problem with a setting that was not given
    Experiment bind(Place whole) {
        Experiment experiment = bind(defaults.experiment(), whole);
        try {
            if (problems.isEmpty()) {
                Model.check(experiment);
            }
        } catch (InvalidSetting refused) {
            report(refused, whole);
        }
        return experiment;
    }

    /// The base with the given settings in place of its own. What a record refuses is added to the problems and left
    /// at its default, so that the rest can be checked too.
    Experiment bind(Experiment base, Place whole) {
        Map<String, Value> values = Settings.values(base);
        given.forEach((name, setting) -> values.put(name, setting.value()));
        Map<String, Value> standards = Settings.values(Experiment.DEFAULTS);
        Set<String> refused = new HashSet<>();
        while (true) {
            try {
                return Settings.experiment(values);
            } catch (InvalidSetting e) {
                if (refused.add(e.key())) {
                    report(e, whole);
                }
                Value standard = standards.remove(e.key());
                if (standard == null) {
                    return Experiment.DEFAULTS;
                }
                values.put(e.key(), standard);
            }
        }
    }

    private void report(InvalidSetting refusal, Place whole) {
        Given refused = given.get(refusal.key());
        String label = refused == null ? refusal.key() : refused.label();
        if (refusal.parts().isEmpty()) {
            problems.add(refused == null ? whole : refused.place(), label, String.valueOf(refusal.getMessage()));
        }
        refusal.parts()
                .forEach(part -> problems.add(
                        refused == null ? whole : refused.place(part), label + "." + part.path(), part.message()));
    }
}
