package ctrsweep.data.table;

import ctrsweep.settings.TableField;
import ctrsweep.settings.TableSettings;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Holds the fields of `data.table.negatives.fields` to what they are said to do: rows of one item have the same of
/// them. In memory is the text of one row of each item.
final class FollowingFields {
    private final Map<String, int[]> columns = new LinkedHashMap<>();
    private final Map<Integer, List<String>> firsts = new HashMap<>();

    FollowingFields(TableSettings settings, RowHeader all) {
        for (TableField field : settings.modelFields()) {
            if (settings.negatives().fields().contains(field.name())) {
                columns.put(
                        field.name(),
                        field.source().columns().stream()
                                .mapToInt(column -> all.at(column, "data.table.fields." + field.name()))
                                .toArray());
            }
        }
    }

    /// @throws BadRow when an earlier row of the item has another value
    void require(int item, Row row) {
        if (columns.isEmpty()) {
            return;
        }
        List<String> now =
                columns.values().stream().map(places -> text(row, places)).toList();
        List<String> first = firsts.putIfAbsent(item, now);
        if (first == null || first.equals(now)) {
            return;
        }
        int at = 0;
        for (String field : columns.keySet()) {
            if (!first.get(at).equals(now.get(at))) {
                throw new BadRow(
                        "field %s follows the item, as data.table.negatives.fields says, but is \"%s\" here and \"%s\" in the first row of the same item"
                                .formatted(field, now.get(at), first.get(at)));
            }
            at++;
        }
    }

    private static String text(Row row, int... places) {
        StringBuilder text = new StringBuilder();
        for (int place : places) {
            text.append(text.isEmpty() ? "" : ", ").append(row.text(place));
        }
        return text.toString();
    }
}
