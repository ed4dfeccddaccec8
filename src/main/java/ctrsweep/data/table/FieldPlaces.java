package ctrsweep.data.table;

import ctrsweep.settings.TableField;
import ctrsweep.settings.TableField.Unreadable;
import ctrsweep.settings.TableSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Where a row has the value of each field: in a column, or behind all columns, where it is added when it is
/// worked out of several.
final class FieldPlaces {
    /// For coders that read no row.
    static final FieldPlaces NONE = new FieldPlaces(Map.of(), List.of());

    private final Map<TableField, Integer> places;
    private final List<Added> added;

    private FieldPlaces(Map<TableField, Integer> places, List<Added> added) {
        this.places = places;
        this.added = added;
    }

    private record Added(TableField field, Derived value) {
        String of(Row row) {
            try {
                return value.of(row);
            } catch (BadRow e) {
                if (field.extraction().unreadable() == Unreadable.MISSING) {
                    return "";
                }
                throw e.of(field.name());
            }
        }
    }

    /// @param columns all that a row has
    static FieldPlaces of(TableSettings settings, RowHeader columns) {
        Map<TableField, Integer> places = new HashMap<>();
        List<Added> added = new ArrayList<>();
        for (TableField field : settings.modelFields()) {
            Optional<Derived> derived = Derived.of(field, columns, settings);
            if (derived.isPresent()) {
                places.put(field, columns.size() + added.size());
                added.add(new Added(field, derived.get()));
            } else {
                String column = field.source().columns().getFirst();
                places.put(field, columns.at(column, "data.table.fields." + field.name()));
            }
        }
        return new FieldPlaces(places, added);
    }

    int of(TableField field) {
        return places.getOrDefault(field, 0);
    }

    /// The two times of a field that is the days between them, in each row.
    record ElapsedTimes(String field, Derived.Days days, Unreadable unreadable) {
        ElapsedDays.Kept of(Row row) {
            return new ElapsedDays.Kept(
                    days.until().read(row, unreadable), days.since().read(row, unreadable));
        }
    }

    /// @param fields names of such fields
    List<ElapsedTimes> times(Set<String> fields) {
        return added.stream()
                .filter(each -> fields.contains(each.field().name()))
                .map(each -> new ElapsedTimes(
                        each.field().name(),
                        (Derived.Days) each.value(),
                        each.field().extraction().unreadable()))
                .toList();
    }

    /// Adds to a row what is worked out of its columns.
    ///
    /// @throws BadRow with the field's name
    void addDerived(Row row) {
        for (Added each : added) {
            row.add(each.of(row));
        }
    }
}
