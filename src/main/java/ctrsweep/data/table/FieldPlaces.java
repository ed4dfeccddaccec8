package ctrsweep.data.table;

import ctrsweep.data.bytes.ByteVocabulary;
import ctrsweep.settings.TableField;
import ctrsweep.settings.TableField.Unreadable;
import ctrsweep.settings.TableSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The place of each field's value in a row: a column, or a place after all columns for a value that is computed from
/// several.
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

    /// Reads the two times of a field that is the days between them.
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

    /// @param fields names of such fields
    List<CrossedParts> crosses(Set<String> fields) {
        return added.stream()
                .filter(each -> fields.contains(each.field().name()))
                .map(each -> new CrossedParts(each.field().name(), (Derived.Joined) each.value(), new ByteVocabulary()))
                .toList();
    }

    /// Adds the values that are computed from several columns to a row.
    ///
    /// @throws BadRow with the field's name
    void addDerived(Row row) {
        for (Added each : added) {
            row.add(each.of(row));
        }
    }

    /// Adds the value that a field computes from several columns, if it does, to a row.
    ///
    /// @param place of the field's value
    /// @param columns all that the row has besides
    /// @throws BadRow with the field's name
    void addDerived(Row row, int place, int columns) {
        if (place >= columns) {
            row.set(place, added.get(place - columns).of(row));
        }
    }
}
