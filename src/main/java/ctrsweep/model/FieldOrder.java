package ctrsweep.model;

import ctrsweep.data.Field;
import ctrsweep.data.Field.Kind;
import ctrsweep.data.Schema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The order in which `embedding.py` takes tables and fields.
///
/// @param groups tables that sparse fields look up, and perhaps sequences too: those of one width together
/// @param bags tables that sequences alone look up
/// @param small tables of few rows, of one sparse field each
/// @param smallBags tables of few rows, of one sequence each
/// @param dense of one number each
record FieldOrder(
        List<List<EmbeddingTable>> groups,
        List<EmbeddingTable> bags,
        List<EmbeddingTable> small,
        List<EmbeddingTable> smallBags,
        List<EmbeddingTable> dense) {
    /// A table with no more rows than this is cheaper as part of one product with all others like it than
    /// looked up.
    private static final int SMALL = 32;

    /// @param seen which fields there are
    /// @param together whether all fields can go together; if not, each table is a group of its own
    static FieldOrder of(Schema schema, Predicate<Field> seen, boolean together) {
        List<EmbeddingTable> all = schema.tables().entrySet().stream()
                .map(table -> new EmbeddingTable(
                        table.getKey(), table.getValue().stream().filter(seen).toList()))
                .filter(table -> !table.fields().isEmpty())
                .toList();
        List<EmbeddingTable> small =
                all.stream().filter(table -> together && isSmall(table)).toList();
        List<EmbeddingTable> large =
                all.stream().filter(table -> !small.contains(table)).toList();
        List<EmbeddingTable> sparse = with(Kind.SPARSE, large);
        return new FieldOrder(
                together ? byWidth(sparse) : sparse.stream().map(List::of).toList(),
                with(Kind.SEQUENCE, large).stream()
                        .filter(table -> !sparse.contains(table))
                        .toList(),
                with(Kind.SPARSE, small),
                with(Kind.SEQUENCE, small),
                with(Kind.DENSE, all));
    }

    private static boolean isSmall(EmbeddingTable table) {
        return table.rows() <= SMALL && !table.isShared() && !table.has(Kind.DENSE);
    }

    private static List<EmbeddingTable> with(Kind kind, List<EmbeddingTable> tables) {
        return tables.stream().filter(table -> table.has(kind)).toList();
    }

    private static List<List<EmbeddingTable>> byWidth(List<EmbeddingTable> tables) {
        return List.copyOf(tables.stream()
                .collect(Collectors.groupingBy(EmbeddingTable::width, LinkedHashMap::new, Collectors.toList()))
                .values());
    }

    /// The tables that ids are looked up in, as their rows are numbered through.
    List<EmbeddingTable> tables() {
        return Stream.of(large(), small, smallBags).flatMap(List::stream).toList();
    }

    /// The tables that are not small.
    List<EmbeddingTable> large() {
        return Stream.concat(groups.stream().flatMap(List::stream), bags.stream())
                .toList();
    }

    static List<Field> fields(Kind kind, List<EmbeddingTable> tables) {
        return tables.stream().flatMap(table -> table.of(kind).stream()).toList();
    }

    /// The fields that look ids up: the large sparse ones, the large sequences, the small ones.
    List<Field> fields() {
        return Stream.of(
                        fields(Kind.SPARSE, large()),
                        fields(Kind.SEQUENCE, large()),
                        fields(Kind.SPARSE, small),
                        fields(Kind.SEQUENCE, smallBags))
                .flatMap(List::stream)
                .toList();
    }

    /// The fields of a kind, in the order of [#fields].
    List<Field> fields(Kind kind) {
        return fields().stream().filter(field -> field.kind() == kind).toList();
    }
}
