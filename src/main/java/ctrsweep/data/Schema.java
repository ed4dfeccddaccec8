package ctrsweep.data;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The fields of a data set, in the order in which their embeddings are concatenated.
public record Schema(List<Field> fields) {
    public Schema {
        fields = List.copyOf(fields);
        tables(fields).values().forEach(Schema::requireAlike);
    }

    /// The fields by the table that they share, each in order of appearance. A dense field is alone.
    public Map<String, List<Field>> tables() {
        return tables(fields);
    }

    private static Map<String, List<Field>> tables(List<Field> fields) {
        return fields.stream().collect(Collectors.groupingBy(Field::table, LinkedHashMap::new, Collectors.toList()));
    }

    private static void requireAlike(List<Field> sharing) {
        Field first = sharing.getFirst();
        sharing.stream()
                .skip(1)
                .filter(field -> !field.isLike(first))
                .findFirst()
                .ifPresent(other -> {
                    throw new IllegalArgumentException("%s and %s cannot share a table".formatted(first, other));
                });
    }

    public List<Field> of(Field.Kind kind) {
        return fields.stream().filter(field -> field.kind() == kind).toList();
    }

    /// Columns of ids or numbers that the fields of this kind take in a row. The weights of ids come after the numbers.
    public int columns(Field.Kind kind) {
        return columns(of(kind)) + (kind == Field.Kind.DENSE ? columns(weighted()) : 0);
    }

    private static int columns(List<Field> fields) {
        return fields.stream().mapToInt(Field::length).sum();
    }

    /// The sequences whose ids have weights; these come in the same order.
    public List<Field> weighted() {
        return fields.stream().filter(Field::weighted).toList();
    }

    /// The same fields, all of one width.
    public Schema ofWidth(int width) {
        return new Schema(fields.stream().map(field -> field.ofWidth(width)).toList());
    }
}
