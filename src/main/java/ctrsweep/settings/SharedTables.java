package ctrsweep.settings;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The tables that fields have so far, and whether a further field can have one of them too.
final class SharedTables {
    private final Map<String, TableField> firsts = new HashMap<>();
    private final Set<String> numbers = new HashSet<>();

    /// Explains why a field cannot share the table, with the key that is to blame.
    void add(TableField field, ListedKeys item) {
        Optional<String> table = table(field);
        if (table.isEmpty()) {
            numbers.addAll(field.inputs());
            field.inputs().stream()
                    .filter(firsts::containsKey)
                    .forEach(name -> item.problem("name", name + " is a table of other fields already"));
            return;
        }
        String name = table.get();
        if (numbers.contains(name)) {
            item.problem("embedding_name", name + " is a dense field, which has no table of ids");
        }
        TableField first = firsts.computeIfAbsent(name, _ -> field);
        if (!ids(first).equals(ids(field))) {
            item.problem("embedding_name", different(first, field, "encoder", words(first), words(field)));
        } else if (first.width() != field.width()) {
            item.problem("embedding_name", different(first, field, "width", "" + first.width(), "" + field.width()));
        }
    }

    private static String different(TableField one, TableField other, String what, String ofOne, String ofOther) {
        return "%s and %s share the table %s, and must have the same %s, but have %s and %s"
                .formatted(one.name(), other.name(), table(one).orElseThrow(), what, ofOne, ofOther);
    }

    private static Optional<String> table(TableField field) {
        return switch (field) {
            case TableField.Sparse one -> Optional.of(one.table());
            case TableField.Sequence many -> Optional.of(many.table());
            case TableField.Dense _ -> Optional.empty();
        };
    }

    private static Optional<TableField.Ids> ids(TableField field) {
        return switch (field) {
            case TableField.Sparse one -> Optional.of(one.ids());
            case TableField.Sequence many -> Optional.of(many.ids());
            case TableField.Dense _ -> Optional.empty();
        };
    }

    private static String words(TableField field) {
        return switch (ids(field).orElseThrow()) {
            case TableField.Learnt(int minCount, TableField.Order order) ->
                "vocabulary (min_count %d%s)"
                        .formatted(minCount, order == TableField.Order.TEXT ? "" : ", order number");
            case TableField.Listed(List<String> values) -> "vocabulary (" + values.size() + " values)";
            case TableField.OfFile(String file) -> "vocabulary (file " + file + ")";
            case TableField.Hashed(int buckets) -> "hash (buckets " + buckets + ")";
            case TableField.Numbered(int buckets) -> "number (buckets " + buckets + ")";
            case TableField.Bounded(List<Double> bounds) -> "boundaries " + bounds;
        };
    }
}
