package ctrsweep.settings;

import ctrsweep.space.Value;
import ctrsweep.text.NearestName;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The settings of an [Experiment] by dotted name, found by walking its record components. A component added
/// to the record is at once a key of the files.
public final class Settings {
    private static final Pattern HUMP = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");
    /// More names than these are no hint.
    private static final int FEW = 4;

    /// Every setting's type, in the order of the record.
    public static final Map<String, SettingType> TYPES = types();

    private Settings() {}

    /// Every setting's value, by dotted name.
    public static Map<String, Value> values(Experiment experiment) {
        Map<String, Value> values = new LinkedHashMap<>();
        collect("", experiment, values);
        return values;
    }

    /// The same as nested keys, complete: defaults are written out.
    public static Value.Fields tree(Experiment experiment) {
        return (Value.Fields) fields(experiment);
    }

    /// @param values one for each setting, in its type's own form
    /// @throws InvalidSetting with its dotted name, for the first that a record refuses
    public static Experiment experiment(Map<String, Value> values) {
        return (Experiment) build("", Experiment.class, values);
    }

    /// The experiment of nested keys. A setting that it lacks, because it came later, has its default, which
    /// means what was done before.
    ///
    /// @throws InvalidSetting for a setting that there is not, or that has no such value
    public static Experiment experiment(Value.Fields tree) {
        Map<String, Value> values = values(Experiment.DEFAULTS);
        coerce("", tree, values);
        return experiment(values);
    }

    private static void coerce(String prefix, Value.Fields group, Map<String, Value> into) {
        group.values().forEach((key, value) -> {
            String name = prefix + key;
            SettingType type = TYPES.get(name);
            if (type != null) {
                into.put(name, type.coerce(name, value));
            } else if (isGroup(name) && value instanceof Value.Fields inner) {
                coerce(name + ".", inner, into);
            } else {
                throw new InvalidSetting(name, name + ": " + unknown(name));
            }
        });
    }

    /// Whether it is the name of a group, as `training`.
    public static boolean isGroup(String name) {
        return TYPES.keySet().stream().anyMatch(setting -> setting.startsWith(name + "."));
    }

    /// The first setting of a group.
    static String firstOf(String group) {
        return TYPES.keySet().stream()
                .filter(setting -> setting.startsWith(group + "."))
                .findFirst()
                .orElseThrow();
    }

    /// Explains what is wrong with a name that is no setting's.
    public static String unknown(String name) {
        return isGroup(name) ? "is a group of settings; name one, as " + firstOf(name) : "no such setting" + hint(name);
    }

    /// Names the settings that may have been meant by a name that does not exist.
    public static String hint(String unknown) {
        int at = unknown.lastIndexOf('.') + 1;
        String group = unknown.substring(0, at);
        String last = unknown.substring(at);
        return Stream.of(
                        group.isEmpty() ? List.<String>of() : withWord(group, last),
                        TYPES.keySet().stream()
                                .filter(name -> name.endsWith("." + last))
                                .toList(),
                        NearestName.near(unknown, TYPES.keySet()).stream().toList(),
                        withWord("", last))
                .filter(names -> !names.isEmpty() && names.size() <= FEW)
                .findFirst()
                .map(names -> "; did you mean " + String.join(" or ", names) + "?")
                .orElseGet(() -> "; there are " + String.join(", ", siblings(unknown)));
    }

    /// Settings of a group that have the word among theirs: `dnn.hidden_units` has `units`.
    private static List<String> withWord(String group, String word) {
        return TYPES.keySet().stream()
                .filter(name -> name.startsWith(group))
                .filter(name -> ("_" + name.substring(name.lastIndexOf('.') + 1) + "_").contains("_" + word + "_"))
                .toList();
    }

    private static List<String> siblings(String unknown) {
        String group = unknown.substring(0, unknown.lastIndexOf('.') + 1);
        List<String> inGroup =
                TYPES.keySet().stream().filter(name -> name.startsWith(group)).toList();
        return inGroup.isEmpty() || group.isEmpty() ? topLevel() : inGroup;
    }

    private static List<String> topLevel() {
        return Member.OF.get(Experiment.class).stream().map(Member::name).toList();
    }

    private static Map<String, SettingType> types() {
        Map<String, SettingType> types = new LinkedHashMap<>();
        collectTypes("", Experiment.class, types);
        return Collections.unmodifiableMap(types);
    }

    private static void collectTypes(String prefix, Class<?> record, Map<String, SettingType> into) {
        for (Member member : Member.OF.get(record)) {
            if (member.isGroup()) {
                collectTypes(prefix + member.name + ".", member.holder, into);
            } else {
                into.put(prefix + member.name, member.type);
            }
        }
    }

    private static SettingType type(RecordComponent component) {
        Class<?> type = component.getType();
        if (type == ModelKind.class) {
            return SettingType.OneOf.of(ModelCatalog.MODELS.standard().getClass());
        }
        if (type.isEnum()) {
            return SettingType.OneOf.of(type);
        }
        return switch (component.getGenericType().getTypeName()) {
            case "int" -> SettingType.Plain.INT;
            case "long" -> SettingType.Plain.LONG;
            case "double" -> SettingType.Plain.REAL;
            case "boolean" -> SettingType.Plain.TRUTH;
            case "java.lang.String" -> SettingType.Plain.TEXT;
            case "java.util.List<java.lang.Integer>" -> SettingType.Plain.INTS;
            case "java.util.List<java.lang.Double>" -> SettingType.Plain.REALS;
            case "java.util.List<java.lang.String>" -> SettingType.Plain.TEXTS;
            case "java.util.List<ctrsweep.space.Value>" ->
                SettingType.Listing.valueOf(snake(component.getName()).toUpperCase(java.util.Locale.ROOT));
            default -> throw new IllegalStateException("no type of setting for " + component);
        };
    }

    private static void collect(String prefix, Record record, Map<String, Value> into) {
        for (Member member : Member.OF.get(record.getClass())) {
            Object held = member.held(record);
            if (held instanceof Record inner) {
                collect(prefix + member.name + ".", inner, into);
            } else {
                into.put(prefix + member.name, member.type.ofJava(held));
            }
        }
    }

    static Value fields(Record record) {
        Map<String, Value> fields = new LinkedHashMap<>();
        for (Member member : Member.OF.get(record.getClass())) {
            Object held = member.held(record);
            fields.put(member.name, held instanceof Record inner ? fields(inner) : member.type.ofJava(held));
        }
        return new Value.Fields(fields);
    }

    private static Object build(String prefix, Class<?> record, Map<String, Value> values) {
        List<Object> arguments = new ArrayList<>();
        Map<String, Record> models = new LinkedHashMap<>();
        for (Member member : Member.OF.get(record)) {
            String name = prefix + member.name;
            Object held = member.isGroup()
                    ? build(name + ".", member.holder, values)
                    : member.type.toJava(Objects.requireNonNull(values.get(name)));
            if (!member.isOfModel()) {
                arguments.add(held);
            } else {
                models.put(name, (Record) held);
                if (models.size() == ModelCatalog.MODELS.groups().size()) {
                    arguments.add(new ModelSettings(models));
                }
            }
        }
        return construct(prefix, record, arguments.toArray());
    }

    private static Object construct(String prefix, Class<?> record, Object[] arguments) {
        try {
            return CANONICAL.get(record).newInstance(arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof InvalidSetting refused) {
                throw refused.within(prefix);
            }
            throw new IllegalStateException("cannot make a " + record, e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot make a " + record, e);
        }
    }

    /// Looked up once: a plan makes thousands of experiments.
    private static final ClassValue<Constructor<?>> CANONICAL = new ClassValue<>() {
        @Override
        protected Constructor<?> computeValue(Class<?> record) {
            Class<?>[] types = Arrays.stream(record.getRecordComponents())
                    .map(RecordComponent::getType)
                    .toArray(Class<?>[]::new);
            try {
                return record.getDeclaredConstructor(types);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("cannot make a " + record, e);
            }
        }
    };

    /// A key of a record: a setting, or a group. The groups of single models are keys of the record that holds them.
    ///
    /// @param component that holds it
    /// @param name in snake_case
    /// @param holder the type of its value in Java
    /// @param type of a setting; of a group, any
    private record Member(RecordComponent component, String name, Class<?> holder, SettingType type) {
        /// Looked up once, as its accessor is.
        static final ClassValue<List<Member>> OF = new ClassValue<>() {
            @Override
            protected List<Member> computeValue(Class<?> record) {
                return Arrays.stream(record.getRecordComponents())
                        .flatMap(Member::of)
                        .toList();
            }
        };

        static Stream<Member> of(RecordComponent component) {
            Class<?> type = component.getType();
            if (type == ModelSettings.class) {
                return ModelCatalog.MODELS.groups().entrySet().stream()
                        .map(group -> group(
                                component, group.getKey(), group.getValue().getClass()));
            }
            String name = snake(component.getName());
            return Stream.of(
                    type.isRecord()
                            ? group(component, name, type)
                            : new Member(component, name, type, Settings.type(component)));
        }

        private static Member group(RecordComponent component, String name, Class<?> type) {
            return new Member(component, name, type, SettingType.Plain.TEXT);
        }

        boolean isGroup() {
            return holder.isRecord();
        }

        boolean isOfModel() {
            return component.getType() == ModelSettings.class;
        }

        Object held(Record record) {
            try {
                Object held = component.getAccessor().invoke(record);
                return Objects.requireNonNull(
                        held instanceof ModelSettings models ? models.groups().get(name) : held);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("cannot read " + component, e);
            }
        }
    }

    private static String snake(String camel) {
        return HUMP.matcher(camel).replaceAll("_").toLowerCase(java.util.Locale.ROOT);
    }
}
