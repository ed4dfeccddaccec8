package ctrsweep.model;

import ctrsweep.data.Field;
import ctrsweep.data.Field.Kind;
import ctrsweep.model.Architecture.View;
import ctrsweep.settings.Pooling;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The weights of `fused/embedding.py`, and the order of its inputs. The weights are those of [EmbeddingLayout],
/// with all tables of a width side by side; the columns of the flat view have the same order.
final class FusedEmbedding {
    private final EmbeddingLayout layout;
    private final List<EmbeddingTable> tables;
    private final List<EmbeddingTable> numbers;
    private final List<Integer> widths;
    /// All fields but numbers, in the order of the flat view.
    private final List<Field> looked;
    /// Width by width: sparse fields, then sequences.
    private final List<Field> sparse;

    private final List<Field> bags;

    FusedEmbedding(EmbeddingLayout layout) {
        this.layout = layout;
        tables = layout.order.tables();
        numbers = layout.order.dense();
        widths = tables.stream().map(EmbeddingTable::width).distinct().toList();
        looked = layout.order.fields();
        sparse = byWidth(Kind.SPARSE);
        bags = byWidth(Kind.SEQUENCE);
    }

    private List<Field> byWidth(Kind kind) {
        return widths.stream()
                .flatMap(width -> looked.stream().filter(field -> field.kind() == kind && field.width() == width))
                .toList();
    }

    /// All segments in the order in which the script takes them.
    List<Segment> segments() {
        List<Segment> segments = new ArrayList<>(tableSegments());
        if (!layout.raw() && !numbers.isEmpty()) {
            boolean bias = layout.experiment.feature().denseBias();
            segments.add(numbers(numbers, true, "weight"));
            if (bias) {
                segments.add(numbers(numbers, true, "bias"));
            }
            List<EmbeddingTable> wide = layout.wideDense();
            if (!wide.isEmpty()) {
                segments.add(numbers(wide, false, "weight"));
                if (bias) {
                    segments.add(numbers(wide, false, "bias"));
                }
            }
        }
        if (!projected().isEmpty()) {
            segments.add(Segment.vector(projected().stream()
                    .map(table -> layout.projection(table).parameters().getFirst())
                    .toList()));
        }
        if (layout.variational()) {
            segments.add(layout.variationalLogits());
        }
        return segments;
    }

    private Segment numbers(List<EmbeddingTable> of, boolean vectors, String kind) {
        return Segment.vector(of.stream()
                .map(number -> vectors ? layout.vector(number, kind) : layout.firstOrder(number, kind))
                .toList());
    }

    /// The segments of tables that are looked up: they come first.
    List<Segment> tableSegments() {
        List<Segment> segments = new ArrayList<>();
        for (int width : widths) {
            segments.add(Segment.matrix(ofWidth(width).map(layout::table).toList(), width));
        }
        List<EmbeddingTable> wide = wideTables();
        if (!wide.isEmpty()) {
            segments.add(Segment.matrix(
                    wide.stream().map(layout::firstOrder).toList(),
                    layout.experiment.linear().embeddingDim()));
        }
        return segments;
    }

    private Stream<EmbeddingTable> ofWidth(int width) {
        return tables.stream().filter(table -> table.width() == width);
    }

    private List<EmbeddingTable> wideTables() {
        return widths.stream().flatMap(this::ofWidth).filter(layout::isWide).toList();
    }

    /// The tables and numbers that are projected.
    private List<EmbeddingTable> projected() {
        return Stream.concat(tables.stream(), layout.raw() ? Stream.empty() : numbers.stream())
                .filter(layout::isProjected)
                .toList();
    }

    Inputs inputs() {
        Map<String, Integer> offsets = new LinkedHashMap<>();
        looked.forEach(field -> offsets.put(field.name(), firstRow(field)));
        return Inputs.of(layout.schema, sparse, bags, FieldOrder.fields(Kind.DENSE, numbers), offsets);
    }

    /// Where a field's table begins in the tensor of its width.
    private int firstRow(Field field) {
        int row = 0;
        for (EmbeddingTable table : ofWidth(field.width()).toList()) {
            if (table.name().equals(field.table())) {
                return row;
            }
            row += table.rows();
        }
        throw new IllegalArgumentException("no table of " + field.name());
    }

    /// Where a field's table begins among the first order weights.
    private int firstWideRow(Field field) {
        int row = 0;
        for (EmbeddingTable table : wideTables()) {
            if (table.name().equals(field.table())) {
                return row;
            }
            row += table.rows();
        }
        throw new IllegalArgumentException(field.name() + " is not in the wide part");
    }

    /// The slots as columns of the inputs: sparse ones from 0 on, and after them those of sequences.
    List<Integer> slots() {
        List<Integer> slots = new ArrayList<>();
        int nextSparse = 0;
        int nextBag = sparse.size();
        for (int width : widths) {
            for (Field field : sparse) {
                if (field.width() == width) {
                    slots.add(nextSparse++);
                }
            }
            for (Field field : bags) {
                if (field.width() == width) {
                    for (int i = 0; i < field.length(); i++) {
                        slots.add(nextBag++);
                    }
                }
            }
        }
        return slots;
    }

    /// Numbers of each row that variational dropout draws from: two bytes for each field.
    int draws() {
        return layout.variational() ? 2 * layout.fields().size() : 0;
    }

    /// The script object `embedding.Embedding`.
    ///
    /// @param fmVector whether FM stays a vector
    Script script(boolean fmVector) {
        boolean bias = layout.experiment.feature().denseBias();
        int numberAt = tableSegments().size();
        int embedded = layout.raw() ? 0 : numbers.size();
        List<EmbeddingTable> wideNumbers = layout.raw() ? List.of() : layout.wideDense();
        int numberFirstAt = numberAt + (embedded == 0 ? 0 : bias ? 2 : 1);
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("training", true);
        attributes.put("width", layout.width());
        attributes.put("paired", layout.pairFields() > 0);
        Set<View> views = ModelName.architecture(layout.experiment).views();
        attributes.put("fm", views.contains(View.FM));
        attributes.put("fm_vector", fmVector);
        attributes.put("with_fields", views.contains(View.FIELDS));
        attributes.put("raw", layout.raw());
        attributes.put("dense_bias", bias);
        attributes.put("variational", layout.variational());
        attributes.put("widths", widths);
        attributes.put(
                "width_rows",
                widths.stream()
                        .map(width ->
                                ofWidth(width).mapToInt(EmbeddingTable::rows).sum())
                        .toList());
        attributes.put("width_fields", widths.stream().map(this::sparseOf).toList());
        attributes.put("width_slots", widths.stream().map(this::slotsOf).toList());
        addRuns(attributes);
        addBags(attributes);
        attributes.put("numbers", FieldOrder.fields(Kind.DENSE, numbers).size());
        attributes.put(
                "number_widths",
                numbers.stream().limit(embedded).map(EmbeddingTable::width).toList());
        addFirstOrder(attributes);
        attributes.put(
                "first_numbers",
                IntStream.range(0, embedded)
                        .filter(i -> wideNumbers.contains(numbers.get(i)))
                        .boxed()
                        .toList());
        attributes.put("number_at", numberAt);
        attributes.put("number_first_at", numberFirstAt);
        attributes.put("projections_at", numberFirstAt + (wideNumbers.isEmpty() ? 0 : bias ? 2 : 1));
        attributes.put(
                "projection_numbers",
                projected().stream().mapToInt(this::projectionSize).sum());
        addColumns(attributes);
        return new Script("embedding", "Embedding", attributes);
    }

    private int projectionSize(EmbeddingTable table) {
        return layout.projection(table).size();
    }

    private int slotsOf(int width) {
        return sparseOf(width)
                + bags.stream()
                        .filter(field -> field.width() == width)
                        .mapToInt(Field::length)
                        .sum();
    }

    private int sparseOf(int width) {
        return (int) sparse.stream().filter(field -> field.width() == width).count();
    }

    /// Runs of sparse fields of a width that stand together in the flat view, and the order of runs and sequences
    /// there.
    private void addRuns(Map<String, Object> attributes) {
        List<List<Field>> runs = new ArrayList<>();
        List<Integer> counts = new ArrayList<>();
        for (int width : widths) {
            int before = runs.size();
            int last = -2;
            for (int i = 0; i < looked.size(); i++) {
                Field field = looked.get(i);
                if (field.kind() == Kind.SPARSE && field.width() == width) {
                    if (last != i - 1) {
                        runs.add(new ArrayList<>());
                    }
                    runs.getLast().add(field);
                    last = i;
                }
            }
            counts.add(runs.size() - before);
        }
        List<Integer> order = new ArrayList<>();
        for (Field field : looked) {
            int chunk = field.kind() == Kind.SEQUENCE
                    ? runs.size() + bags.indexOf(field)
                    : IntStream.range(0, runs.size())
                            .filter(i -> runs.get(i).contains(field))
                            .findFirst()
                            .orElseThrow();
            if (order.isEmpty() || order.getLast() != chunk) {
                order.add(chunk);
            }
        }
        attributes.put("width_runs", counts);
        attributes.put("run_fields", runs.stream().map(List::size).toList());
        attributes.put("flat_order", order);
    }

    private void addBags(Map<String, Object> attributes) {
        attributes.put(
                "bag_widths",
                bags.stream().map(field -> widths.indexOf(field.width())).toList());
        attributes.put("bag_lengths", bags.stream().map(Field::length).toList());
        attributes.put("bag_starts", bags.stream().map(this::firstRow).toList());
        attributes.put(
                "bag_means",
                bags.stream()
                        .map(field -> field.pooling() == Pooling.MEAN ? 1 : 0)
                        .toList());
        attributes.put(
                "bag_weighted",
                bags.stream().map(field -> field.weighted() ? 1 : 0).toList());
    }

    /// The slots of the wide part, with what leads from a row of the field's table to its first order weight; of each
    /// sequence its first slot, and the first among those of the wide part, or -1.
    private void addFirstOrder(Map<String, Object> attributes) {
        List<Integer> slots = new ArrayList<>();
        List<Integer> offsets = new ArrayList<>();
        Map<Field, Integer> begins = new LinkedHashMap<>();
        Map<Field, Integer> wideBegins = new LinkedHashMap<>();
        int slot = 0;
        for (int width : widths) {
            for (Field field : Stream.concat(sparse.stream(), bags.stream())
                    .filter(field -> field.width() == width)
                    .toList()) {
                boolean wide = layout.groups.isWide(field);
                begins.put(field, slot);
                wideBegins.put(field, wide ? slots.size() : -1);
                for (int i = 0; i < field.length(); i++, slot++) {
                    if (wide) {
                        slots.add(slot);
                        offsets.add(firstWideRow(field) - firstRow(field));
                    }
                }
            }
        }
        attributes.put("first_at", slots.isEmpty() ? -1 : widths.size());
        attributes.put(
                "first_rows",
                wideTables().stream().mapToInt(EmbeddingTable::rows).sum());
        attributes.put("first_slots", slots);
        attributes.put("first_offsets", offsets);
        attributes.put("bag_slots", bags.stream().map(begins::get).toList());
        attributes.put("bag_first", bags.stream().map(wideBegins::get).toList());
    }

    /// Adds the field and the projection of each column of the flat view, raw numbers excepted.
    private void addColumns(Map<String, Object> attributes) {
        List<Integer> fieldOf = new ArrayList<>();
        List<Integer> pairOf = new ArrayList<>();
        List<Integer> identity = new ArrayList<>();
        List<Integer> source = new ArrayList<>();
        List<Integer> width = new ArrayList<>();
        List<Integer> deep = new ArrayList<>();
        int pairs = 0;
        List<Field> fields = layout.fields();
        for (int f = 0; f < fields.size(); f++) {
            Field field = fields.get(f);
            boolean paired = layout.groups.isPaired(field);
            int from = paired ? source(field) : -1;
            for (int j = 0; j < field.width(); j++) {
                if (layout.groups.isDeep(field)) {
                    deep.add(fieldOf.size());
                }
                fieldOf.add(f);
                width.add(field.width());
                pairOf.add(paired ? pairs : -1);
                identity.add(paired && from < 0 ? j : -1);
                source.add(from < 0 ? -1 : from + j);
            }
            pairs += paired ? 1 : 0;
        }
        attributes.put("column_field", fieldOf);
        attributes.put("column_width", width);
        attributes.put("column_pair", pairOf);
        attributes.put("column_identity", identity);
        attributes.put("column_source", source);
        attributes.put("pairs", pairs);
        attributes.put("deep_columns", deep);
        attributes.put("deep_all", deep.size() == fieldOf.size());
    }

    /// Where a field's projection begins among all of them; -1 if it has none.
    private int source(Field field) {
        int begin = 0;
        for (EmbeddingTable table : projected()) {
            if (table.fields().contains(field)) {
                return begin;
            }
            begin += projectionSize(table);
        }
        return -1;
    }
}
