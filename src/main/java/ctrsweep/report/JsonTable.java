package ctrsweep.report;

import ctrsweep.json.Json;
import ctrsweep.space.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// A JSON array with one object per row and line, keys sorted. An absent cell has no key; a non-finite number is text.
final class JsonTable {
    private JsonTable() {}

    static String write(Table table) {
        return table.rows().stream()
                .map(row -> Escaped.controls(Json.write(object(table.names(), row))))
                .collect(Collectors.joining(",\n", "[\n", "\n]\n"))
                .replace("[\n\n]", "[]");
    }

    private static Value object(List<String> names, List<Cell> row) {
        Map<String, Value> fields = new LinkedHashMap<>();
        for (int column = 0; column < row.size(); column++) {
            switch (row.get(column)) {
                case Cell.Absent _ -> {}
                case Cell.Is(Value value) -> fields.put(names.get(column), value);
                case Cell.NotFinite notFinite -> fields.put(names.get(column), new Value.Text(notFinite.toString()));
            }
        }
        return new Value.Fields(fields);
    }
}
