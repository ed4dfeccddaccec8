package ctrsweep.model;

import ctrsweep.data.Field;
import ctrsweep.data.Field.Kind;
import ctrsweep.data.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The weights of `embedding.py` for a schema, and the order of its inputs.
///
/// @param width D, to which every field is projected for the pairwise part
record EmbeddingLayout(Schema schema, int width) {

    /// Sparse fields, those of one width together, widths in order of appearance.
    private List<List<Field>> sparseGroups() {
        return byWidth(schema.of(Kind.SPARSE));
    }

    private List<List<Field>> denseGroups() {
        return byWidth(schema.of(Kind.DENSE));
    }

    /// The fields that have a table, in the order of the tables' rows.
    private List<Field> tables() {
        return Stream.concat(sparseGroups().stream().flatMap(List::stream), schema.of(Kind.SEQUENCE).stream())
                .toList();
    }

    /// All fields in the script's order, which is the order of the flat view.
    private List<Field> fields() {
        return Stream.concat(tables().stream(), denseGroups().stream().flatMap(List::stream))
                .toList();
    }

    /// Length of the flat view: the sum of the widths.
    int flatWidth() {
        return schema.fields().stream().mapToInt(Field::width).sum();
    }

    /// In the order in which `embedding.py` takes them.
    List<Segment> segments() {
        List<Segment> segments = new ArrayList<>();
        for (List<Field> group : sparseGroups()) {
            segments.add(Segment.matrix(
                    group.stream().map(EmbeddingLayout::table).toList(),
                    group.getFirst().width()));
        }
        schema.of(Kind.SEQUENCE).forEach(field -> segments.add(Segment.matrix(table(field))));
        segments.add(Segment.matrix(
                tables().stream()
                        .map(field -> Parameter.table(first(field, "weight"), field.vocabulary(), 1))
                        .toList(),
                1));
        for (List<Field> group : denseGroups()) {
            int d = group.getFirst().width();
            segments.add(Segment.matrix(
                    group.stream()
                            .map(field -> Parameter.of(second(field, "weight"), Init.xavier(1, d), d, 1))
                            .toList(),
                    d));
            segments.add(Segment.matrix(
                    group.stream()
                            .map(field -> Parameter.of(second(field, "bias"), new Init.Constant(0), d))
                            .toList(),
                    d));
        }
        List<Field> dense = denseGroups().stream().flatMap(List::stream).toList();
        if (!dense.isEmpty()) {
            segments.add(Segment.vector(dense.stream()
                    .map(field -> Parameter.of(first(field, "weight"), Init.xavier(1, 1), 1, 1))
                    .toList()));
            segments.add(Segment.vector(dense.stream()
                    .map(field -> Parameter.of(first(field, "bias"), new Init.Constant(0), 1))
                    .toList()));
        }
        for (Field field : fields()) {
            if (field.width() != width) {
                segments.add(Segment.matrix(Parameter.of(
                        "embedding.projections." + field.name() + ".weight",
                        Init.xavier(field.width(), width),
                        width,
                        field.width())));
            }
        }
        return segments;
    }

    /// The script object `embedding.Embedding`.
    Script script() {
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("training", true);
        attributes.put("width", width);
        attributes.put("sparse_fields", sparseGroups().stream().map(List::size).toList());
        attributes.put(
                "sparse_rows",
                sparseGroups().stream().map(EmbeddingLayout::rows).toList());
        attributes.put(
                "sequence_lengths",
                schema.of(Kind.SEQUENCE).stream().map(Field::length).toList());
        attributes.put(
                "sequence_rows",
                schema.of(Kind.SEQUENCE).stream().map(Field::vocabulary).toList());
        attributes.put("dense_fields", denseGroups().stream().map(List::size).toList());
        attributes.put("field_rows", tables().stream().map(Field::vocabulary).toList());
        attributes.put("field_projection", projections());
        return new Script("embedding", "Embedding", attributes);
    }

    /// For each field in the script's order the number of its projection, or -1.
    private List<Integer> projections() {
        List<Integer> numbers = new ArrayList<>();
        int next = 0;
        for (Field field : fields()) {
            numbers.add(field.width() == width ? -1 : next++);
        }
        return numbers;
    }

    Inputs inputs() {
        List<Field> sparse = schema.of(Kind.SPARSE);
        List<Field> dense = schema.of(Kind.DENSE);
        Map<String, Integer> offsets = new LinkedHashMap<>();
        int rows = 0;
        for (Field field : tables()) {
            offsets.put(field.name(), rows);
            rows += field.vocabulary();
        }
        List<Field> grouped = sparseGroups().stream().flatMap(List::stream).toList();
        return new Inputs(
                grouped.stream().map(sparse::indexOf).toList(),
                grouped.stream()
                        .map(field -> offsets.getOrDefault(field.name(), 0))
                        .toList(),
                schema.of(Kind.SEQUENCE).stream()
                        .flatMap(field -> Stream.generate(() -> offsets.getOrDefault(field.name(), 0))
                                .limit(field.length()))
                        .toList(),
                denseGroups().stream().flatMap(List::stream).map(dense::indexOf).toList());
    }

    private static List<List<Field>> byWidth(List<Field> fields) {
        Map<Integer, List<Field>> groups = new LinkedHashMap<>();
        fields.forEach(field ->
                groups.computeIfAbsent(field.width(), _ -> new ArrayList<>()).add(field));
        return List.copyOf(groups.values());
    }

    private static int rows(List<Field> group) {
        return group.stream().mapToInt(Field::vocabulary).sum();
    }

    private static Parameter table(Field field) {
        return Parameter.table(second(field, "weight"), field.vocabulary(), field.width());
    }

    private static String first(Field field, String kind) {
        return "embedding.first_order_embeddings." + field.name() + "." + kind;
    }

    private static String second(Field field, String kind) {
        return "embedding.second_order_embeddings." + field.name() + "." + kind;
    }
}
