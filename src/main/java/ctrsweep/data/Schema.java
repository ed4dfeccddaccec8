package ctrsweep.data;

import java.util.List;

/// The fields of a data set, in the order in which their embeddings are concatenated.
public record Schema(List<Field> fields) {
    public Schema {
        fields = List.copyOf(fields);
    }

    public List<Field> of(Field.Kind kind) {
        return fields.stream().filter(field -> field.kind() == kind).toList();
    }

    /// Columns of ids or numbers that the fields of this kind take in a row.
    public int columns(Field.Kind kind) {
        return of(kind).stream().mapToInt(Field::length).sum();
    }

    /// The same fields, all of one width.
    public Schema ofWidth(int width) {
        return new Schema(fields.stream()
                .map(field -> new Field(field.name(), field.kind(), field.vocabulary(), width, field.length()))
                .toList());
    }
}
