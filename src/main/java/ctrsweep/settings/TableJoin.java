package ctrsweep.settings;

import ctrsweep.json.JsonSchema;
import ctrsweep.space.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A further file of a [TableSettings]: its columns are added to the rows that have the same key. A row without
/// a partner has empty values.
///
/// @param file below the data folder
/// @param on the columns of the key, which both have
/// @param columns names of the file's columns where it has no header; else empty
/// @param add the columns that are added; none given: all but the key's
/// @param separator between its columns; empty: that of the table
/// @param collect where several lines have the key, their values are put together with this between; empty: a
///     second line is an error
public record TableJoin(
        String file, List<String> on, List<String> columns, List<String> add, String separator, String collect) {
    private static final List<String> KEYS = List.of("file", "on", "columns", "add", "separator", "collect");

    public TableJoin {
        on = List.copyOf(on);
        columns = List.copyOf(columns);
        add = List.copyOf(add);
    }

    /// @throws InvalidSetting for `joins`, with all that is wrong
    static List<TableJoin> read(List<Value> list) {
        List<InvalidSetting.Part> problems = new ArrayList<>();
        List<TableJoin> joins = new ArrayList<>();
        for (ListedKeys item : ListedKeys.of(list, "file", problems)) {
            item.only(KEYS);
            Optional<String> file = item.text("file");
            if (!item.has("file")) {
                item.problem("", "needs the key file");
            }
            if (!item.has("on")) {
                item.problem("", "needs the key on, the column that it shares with the rows");
            }
            String separator = item.text("separator", "");
            if (item.has("separator")) {
                item.check("separator", () -> TableSettings.requireSeparator("separator", separator));
            }
            joins.add(new TableJoin(
                    file.orElse(""),
                    item.texts("on"),
                    item.texts("columns"),
                    item.texts("add"),
                    separator,
                    item.text("collect", "")));
        }
        ListedKeys.throwIfAny("joins", problems);
        return joins;
    }

    static JsonSchema schema() {
        JsonSchema names = FieldSchema.names();
        return JsonSchema.object(JsonSchema.keys(
                        "file",
                        JsonSchema.type("string"),
                        "on",
                        names,
                        "columns",
                        names,
                        "add",
                        names,
                        "separator",
                        JsonSchema.type("string"),
                        "collect",
                        JsonSchema.type("string")))
                .with("required", List.of("file", "on"));
    }
}
