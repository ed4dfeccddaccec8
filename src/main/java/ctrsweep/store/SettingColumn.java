package ctrsweep.store;

import ctrsweep.json.Json;
import ctrsweep.settings.InvalidSetting;
import ctrsweep.settings.Setting;
import ctrsweep.space.ConditionException;
import ctrsweep.space.Relation;
import ctrsweep.space.Value;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The value of a setting.
///
/// @param setting empty where this version has no such setting; then its values may be anything
/// @param json SQL for the value as canonical JSON
/// @param number SQL for the value as a real number, to which long whole ones are rounded; NULL where it is none
/// @param text SQL for the value as text; NULL where it is none
record SettingColumn(
        String name, ColumnSource source, Optional<Setting> setting, String json, String number, String text)
        implements QueryColumn {
    /// The places of a setting of the complete config: the trial's own settings, then the base of its revision. A
    /// setting's value is never a group, so the two need no merge.
    private static final List<String> PLACES = List.of(
            "trial.config",
            "(SELECT revision.base FROM sweep_revision AS revision WHERE revision.id = trial.revision_id)");

    /// A setting that varies.
    static SettingColumn ofParameter(String name, String path, Binds binds) {
        return new SettingColumn(
                name,
                ColumnSource.of(
                        "trial_param",
                        "trial_param.path = " + binds.add(path)
                                + " AND CAST(trial_param.value AS TEXT) IS DISTINCT FROM 'null'"),
                Setting.of(path),
                "CAST(trial_param.value AS TEXT)",
                "trial_param.number",
                binds.dialect().textOf("trial_param.value"));
    }

    /// A setting of the complete config, whether it varies or not. The limit keeps SQLite from writing the
    /// subquery out wherever its value is used.
    static SettingColumn ofConfig(String name, Setting setting, Binds binds) {
        String path = Arrays.stream(setting.name().split("\\.", -1))
                .map(key -> " -> '" + key + "'")
                .collect(Collectors.joining());
        String places = PLACES.stream().map(place -> place + path).collect(Collectors.joining(", "));
        String otherwise = binds.add(Json.write(setting.byDefault()));
        return new SettingColumn(
                name,
                new ColumnSource(
                        "(SELECT coalesce(" + places + ", " + otherwise + ") AS value LIMIT 1) AS setting WHERE TRUE"),
                Optional.of(setting),
                "CAST(setting.value AS TEXT)",
                binds.dialect().numberOf("setting.value"),
                binds.dialect().textOf("setting.value"));
    }

    @Override
    public String compare(Relation relation, Value literal, Binds binds) {
        return switch (setting.map(known -> held(known, literal)).orElse(literal)) {
            case Value.Int(long value) -> compareNumber(relation, (double) value, binds);
            case Value.Real(double value) -> compareNumber(relation, value, binds);
            case Value.Text(String value) when relation.isOrder() -> QueryColumn.related(text, relation, value, binds);
            case Value.Bool _ when relation.isOrder() -> throw hasNoOrder("true and false");
            case Value.Items _ when relation.isOrder() -> throw hasNoOrder("lists");
            case Value other -> QueryColumn.related(json, relation, Json.write(other), binds);
        };
    }

    /// A value that is not a number is unequal to every number.
    private String compareNumber(Relation relation, double value, Binds binds) {
        return relation == Relation.UNEQUAL
                ? number + " IS DISTINCT FROM " + binds.add(value)
                : QueryColumn.related(number, relation, value, binds);
    }

    /// Converts the literal to the setting's type, except that a number of any kind stays as it is.
    private Value held(Setting known, Value literal) {
        if (known.holdsNumbers() && (literal instanceof Value.Int || literal instanceof Value.Real)) {
            return literal;
        }
        try {
            return known.coerce(literal);
        } catch (InvalidSetting refused) {
            throw new ConditionException(name + ": " + refused.getMessage());
        }
    }

    @Override
    public Map<Form, String> forms() {
        Map<Form, String> forms = new EnumMap<>(Map.of(Form.NUMBER, number, Form.TEXT, text, Form.JSON, json));
        setting.ifPresent(known -> forms.remove(known.holdsNumbers() ? Form.TEXT : Form.NUMBER));
        return forms;
    }

    /// A trial without the setting has no row in the source.
    @Override
    public String present() {
        return "TRUE";
    }
}
