package ctrsweep.model;

import ctrsweep.data.Field;
import ctrsweep.data.Field.Kind;
import java.util.List;

/// What embeds fields: weights in whose rows they look their ids up, or the vector that a number is multiplied
/// with.
///
/// @param fields of one width and, but for a number, one vocabulary
record EmbeddingTable(String name, List<Field> fields) {
    EmbeddingTable {
        fields = List.copyOf(fields);
    }

    int rows() {
        return fields.getFirst().vocabulary();
    }

    int width() {
        return fields.getFirst().width();
    }

    boolean isShared() {
        return fields.size() > 1;
    }

    boolean has(Kind kind) {
        return fields.stream().anyMatch(field -> field.kind() == kind);
    }

    List<Field> of(Kind kind) {
        return fields.stream().filter(field -> field.kind() == kind).toList();
    }
}
