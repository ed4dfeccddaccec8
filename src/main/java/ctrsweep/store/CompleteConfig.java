package ctrsweep.store;

import ctrsweep.json.Json;
import ctrsweep.settings.Setting;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Settings of a trial's complete config, whether they vary or not.
final class CompleteConfig {
    /// Where a setting may stand: in what the trial changes, else in the base of its revision. A setting's value is
    /// never a group, so that the merge patch need not be carried out.
    private static final List<String> PLACES = List.of(
            "trial.config",
            "(SELECT revision.base FROM sweep_revision AS revision WHERE revision.id = trial.revision_id)");

    private static final String NUMBER =
            "CASE WHEN json_type(setting.value) IN ('integer', 'real') THEN CAST(setting.value ->> '$' AS REAL) END";

    private CompleteConfig() {}

    static QueryColumn column(String name, Setting setting, Binds binds) {
        return new SettingColumn(name, source(setting, binds), Optional.of(setting), "setting.value", NUMBER);
    }

    /// The limit keeps SQLite from writing the subquery out wherever its value is used.
    private static ColumnSource source(Setting setting, Binds binds) {
        String path = binds.add("$." + setting.name());
        String places = PLACES.stream().map(place -> place + " -> " + path).collect(Collectors.joining(", "));
        String otherwise = binds.add(Json.write(setting.byDefault()));
        return new ColumnSource.RowBeside(
                "(SELECT coalesce(" + places + ", " + otherwise + ") AS value LIMIT 1) AS setting", "TRUE");
    }
}
