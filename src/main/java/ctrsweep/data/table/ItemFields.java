package ctrsweep.data.table;

import ctrsweep.data.DataException;
import ctrsweep.settings.TableField;
import ctrsweep.settings.TableSettings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The fields that follow a row's item: a negative takes them from another row.
///
/// @param inputs of the model that are the item's
/// @param elapsed names of fields made of a time of the item and one of the row, each with whether the item's is
///     the earlier one
/// @param crossed names of fields that cross columns of the item and of the row, each with which columns are the
///     item's
record ItemFields(List<String> inputs, Map<String, Boolean> elapsed, Map<String, List<Boolean>> crossed) {
    static final ItemFields NONE = new ItemFields(List.of(), Map.of(), Map.of());

    ItemFields {
        inputs = List.copyOf(inputs);
        elapsed = Map.copyOf(elapsed);
        crossed = Map.copyOf(crossed);
    }

    /// Columns of the item are its own and those of files joined by them.
    ///
    /// @throws DataException where a field is of the item and the row together: only a cross and the time between
    ///     two may be
    static ItemFields of(TableSettings settings, RowLayout layout) {
        if (!settings.negatives().areDrawn()) {
            return NONE;
        }
        Set<String> ofItem = new HashSet<>(Set.of(settings.negatives().item()));
        Set<String> ofBoth = new HashSet<>();
        for (int i = 0; i < settings.joinedFiles().size(); i++) {
            List<String> keys = settings.joinedFiles().get(i).on();
            if (ofItem.containsAll(keys)) {
                ofItem.addAll(layout.joined().get(i).added());
            } else if (hasAny(keys, ofItem) || hasAny(keys, ofBoth)) {
                ofBoth.addAll(layout.joined().get(i).added());
            }
        }
        List<String> inputs = new ArrayList<>();
        Map<String, Boolean> elapsed = new LinkedHashMap<>();
        Map<String, List<Boolean>> crossed = new LinkedHashMap<>();
        for (TableField field : settings.modelFields()) {
            List<String> columns = field.source().columns();
            if (settings.negatives().fields().contains(field.name()) || ofItem.containsAll(columns)) {
                inputs.addAll(field.inputs());
            } else if (field.source() instanceof TableField.DaysSince(String until, String since, var _)
                    && !hasAny(columns, ofBoth)
                    && hasAny(columns, ofItem)) {
                elapsed.put(field.name(), ofItem.contains(since));
            } else if (field instanceof TableField.Sparse
                    && field.source() instanceof TableField.Cross
                    && !hasAny(columns, ofBoth)
                    && hasAny(columns, ofItem)) {
                crossed.put(field.name(), columns.stream().map(ofItem::contains).toList());
            } else if (hasAny(columns, ofItem) || hasAny(columns, ofBoth)) {
                throw new DataException(
                        "data.table.fields.%s: depends on the item and on the rest of its row, so that a negative has no value of it; leave the field out, or name it in data.table.negatives.fields if it follows the item alone"
                                .formatted(field.name()));
            }
        }
        if (inputs.isEmpty()) {
            throw new DataException(
                    "data.table.negatives.item: no field is of column %s or of a file joined by it, so that a negative would be equal to its row"
                            .formatted(settings.negatives().item()));
        }
        return new ItemFields(inputs, elapsed, crossed);
    }

    private static boolean hasAny(Collection<String> columns, Set<String> of) {
        return columns.stream().anyMatch(of::contains);
    }
}
