package ctrsweep.data.table;

import ctrsweep.settings.TableField;
import ctrsweep.settings.TableSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// The columns that settings name: those of fields, of what a row has besides, and the keys of what is joined.
record UsedColumns(TableSettings settings) {

    /// Those that encode a row without its label.
    Stream<String> ofFields() {
        return Stream.concat(
                settings.modelFields().stream().flatMap(field -> field.source().columns().stream()),
                settings.joinedFiles().stream().flatMap(join -> join.on().stream()));
    }

    /// All of them, each once.
    List<String> all() {
        Stream<String> besides = Stream.of(
                settings.label(),
                settings.weight(),
                settings.user(),
                settings.group(),
                settings.negatives().item(),
                settings.time());
        return Stream.concat(besides.filter(name -> !name.isEmpty()), ofFields())
                .distinct()
                .toList();
    }

    /// By column, what separates the values of fields that have several.
    Map<String, Set<String>> separators() {
        Map<String, Set<String>> separators = new HashMap<>();
        for (TableField field : settings.modelFields()) {
            String separator =
                    switch (field) {
                        case TableField.Sequence many -> many.separator();
                        case TableField.Dense number -> number.separator();
                        case TableField.Sparse _ -> "";
                    };
            if (!separator.isEmpty()) {
                field.source().columns().forEach(column -> separators
                        .computeIfAbsent(column, _ -> new TreeSet<>())
                        .add(separator));
            }
        }
        return separators;
    }
}
