package ctrsweep.model;

import ctrsweep.data.Field;
import ctrsweep.data.Field.Kind;
import ctrsweep.model.Architecture.View;
import ctrsweep.model.onnx.OnnxGraph;
import ctrsweep.model.onnx.OnnxGraph.Attribute;
import ctrsweep.settings.Pooling;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The embedding as a graph, each field by itself: `one_by_one` of `embedding.py`, in evaluation.
final class OnnxEmbedding {
    private static final double LEAST_WEIGHT = 1e-30;

    private final OnnxGraph graph;
    private final EmbeddingLayout layout;
    private final boolean fmVector;
    private final Inputs inputs;
    private final Map<String, Table> tables = new LinkedHashMap<>();
    private final Map<String, NumberVector> numbers = new LinkedHashMap<>();
    private final Map<String, String> projections = new LinkedHashMap<>();
    private final float[] dropped;

    private final List<String> first = new ArrayList<>();
    private final List<String> paired = new ArrayList<>();
    private final List<String> flat = new ArrayList<>();

    /// A table of ids.
    ///
    /// @param vectors of it, and perhaps of others
    /// @param begin the number of the first row of `vectors`, all tables numbered through
    /// @param own the number of its own first row
    /// @param linear (rows, 1) its first order weights; empty where there are none
    private record Table(String vectors, int begin, int own, String linear) {}

    /// What a number is multiplied with, and what is added.
    ///
    /// @param linear the same for the first order; empty where there are none
    private record NumberVector(List<String> vector, List<String> linear) {}

    /// @param weights takes those of the embedding, and leaves the others
    OnnxEmbedding(OnnxGraph graph, EmbeddingLayout layout, boolean fmVector, OnnxWeights weights) {
        this.graph = graph;
        this.layout = layout;
        this.fmVector = fmVector;
        inputs = layout.inputs();
        takeTables(weights);
        if (!layout.raw()) {
            takeNumbers(weights);
        }
        List<EmbeddingTable> projected = new ArrayList<>(layout.order.tables());
        projected.addAll(layout.raw() ? List.of() : layout.order.dense());
        projected.stream().filter(layout::isProjected).forEach(table -> projections.put(table.name(), weights.take()));
        dropped = layout.variational() ? weights.numbers() : new float[0];
    }

    private void takeTables(OnnxWeights weights) {
        List<List<EmbeddingTable>> together = new ArrayList<>(layout.order.groups());
        for (List<EmbeddingTable> alone :
                List.of(layout.order.bags(), layout.order.small(), layout.order.smallBags())) {
            alone.forEach(table -> together.add(List.of(table)));
        }
        List<String> vectors = together.stream().map(_ -> weights.take()).toList();
        List<EmbeddingTable> wide =
                layout.order.tables().stream().filter(layout::isWide).toList();
        String linear = wide.isEmpty() ? "" : weights.take();
        int own = 0;
        int wideRow = 0;
        for (int i = 0; i < together.size(); i++) {
            int begin = own;
            for (EmbeddingTable table : together.get(i)) {
                String weight = "";
                if (layout.isWide(table)) {
                    weight = sum(
                            node("Slice", linear, graph.numbers(wideRow), graph.numbers(wideRow + table.rows())), 1);
                    wideRow += table.rows();
                }
                tables.put(table.name(), new Table(vectors.get(i), begin, own, weight));
                own += table.rows();
            }
        }
    }

    private void takeNumbers(OnnxWeights weights) {
        boolean bias = layout.experiment.feature().denseBias();
        Map<String, List<String>> vectors = new LinkedHashMap<>();
        for (EmbeddingTable number : layout.order.dense()) {
            String weight = weights.take();
            vectors.put(number.name(), bias ? List.of(weight, weights.take()) : List.of(weight));
        }
        List<EmbeddingTable> wide = layout.wideDense();
        float[] linear = wide.isEmpty() ? new float[0] : weights.numbers();
        float[] shift = wide.isEmpty() || !bias ? new float[0] : weights.numbers();
        vectors.forEach((name, vector) -> {
            int at = wide.stream().map(EmbeddingTable::name).toList().indexOf(name);
            List<String> one = new ArrayList<>();
            if (at >= 0) {
                one.add(graph.constant(linear[at]));
            }
            if (at >= 0 && bias) {
                one.add(graph.constant(shift[at]));
            }
            numbers.put(name, new NumberVector(vector, one));
        });
    }

    private String node(String operator, String... of) {
        return graph.node(operator, List.of(of));
    }

    private String sum(String x, int axis) {
        return graph.node("ReduceSum", List.of(x, graph.numbers(axis)), Attribute.of("keepdims", 1L));
    }

    /// Adds the inputs `ids`, `sequences` and `dense`, each where it has columns, and the views that the model sees.
    Map<View, String> views() {
        List<Field> fields = layout.fields();
        List<Field> sparse = layout.order.fields(Kind.SPARSE);
        List<Field> sequences = layout.order.fields(Kind.SEQUENCE);
        List<Field> dense = FieldOrder.fields(Kind.DENSE, layout.order.dense());
        List<Field> weighted = sequences.stream().filter(Field::weighted).toList();
        Map<Field, String> ids = sparse.isEmpty()
                ? Map.of()
                : split(graph.ids("ids", inputs.sparse().size()), sparse);
        Map<Field, String> lists = sequences.isEmpty()
                ? Map.of()
                : split(graph.ids("sequences", inputs.sequences().size()), sequences);
        Map<Field, String> reals = dense.isEmpty() && weighted.isEmpty()
                ? Map.of()
                : split(
                        graph.reals("dense", inputs.dense().size()),
                        Stream.concat(dense.stream(), weighted.stream()).toList());
        for (Field field : fields) {
            switch (field.kind()) {
                case SPARSE -> addIds(field, found(field, ids), "");
                case SEQUENCE -> addIds(field, found(field, lists), field.weighted() ? found(field, reals) : "");
                case DENSE -> addNumber(field, found(field, reals));
            }
        }
        if (layout.raw()) {
            dense.forEach(field -> flat.add(found(field, reals)));
        }
        return seen(rows());
    }

    private static String found(Field field, Map<Field, String> columns) {
        String name = columns.get(field);
        if (name == null) {
            throw new IllegalStateException("no input for " + field.name());
        }
        return name;
    }

    /// The columns of each field.
    private Map<Field, String> split(String input, List<Field> fields) {
        Integer[] lengths = fields.stream().map(Field::length).toArray(Integer[]::new);
        List<String> parts = lengths.length == 1
                ? List.of(input)
                : graph.nodes(
                        "Split", List.of(input, graph.numbers(lengths)), lengths.length, Attribute.of("axis", 1L));
        Map<Field, String> columns = new LinkedHashMap<>();
        for (int i = 0; i < parts.size(); i++) {
            columns.put(fields.get(i), parts.get(i));
        }
        return columns;
    }

    private void addIds(Field field, String ids, String weights) {
        Table table = tables.get(field.table());
        if (table == null) {
            throw new IllegalStateException("no table for " + field.name());
        }
        String share = field.kind() == Kind.SEQUENCE ? shares(field, ids, table, weights) : "";
        add(
                field,
                looked(table.vectors, ids, table.begin, share),
                table.linear.isEmpty() ? "" : looked(table.linear, ids, table.own, share));
    }

    /// (rows, d): the row of an id, or the rows of a sequence as its shares say.
    private String looked(String table, String ids, int begin, String share) {
        String found = node("Gather", table, node("Sub", ids, graph.id(begin)));
        return share.isEmpty()
                ? graph.node("Flatten", List.of(found), Attribute.of("axis", 1L))
                : graph.node(
                        "ReduceSum",
                        List.of(node("Mul", found, share), graph.numbers(1)),
                        Attribute.of("keepdims", 0L));
    }

    /// (rows, length, 1): `shares`. Row 0 of a table is padding.
    private String shares(Field field, String ids, Table table, String weights) {
        String amount = graph.node(
                "Cast", List.of(node("Greater", ids, graph.id(table.own))), Attribute.of("to", OnnxGraph.REALS));
        if (!weights.isEmpty()) {
            amount = node("Mul", amount, weights);
        }
        if (field.pooling() == Pooling.MEAN) {
            String least = graph.constant(weights.isEmpty() ? 1 : LEAST_WEIGHT);
            amount = node("Div", amount, node("Max", sum(amount, 1), least));
        }
        return node("Unsqueeze", amount, graph.numbers(2));
    }

    private void addNumber(Field field, String x) {
        NumberVector number = numbers.get(field.table());
        if (number == null) {
            throw new IllegalStateException("no vector for " + field.name());
        }
        add(field, affine(x, number.vector), number.linear.isEmpty() ? "" : affine(x, number.linear));
    }

    private String affine(String x, List<String> weights) {
        String product = node("Mul", x, weights.getFirst());
        return weights.size() == 1 ? product : node("Add", product, weights.getLast());
    }

    /// @param one first order, (rows, 1); empty where there is none
    private void add(Field field, String vector, String one) {
        String own = vector;
        if (layout.variational()) {
            int place = layout.fields().indexOf(field);
            own = node("Mul", own, graph.constant(1 - 1 / (1 + Math.exp(-dropped[place]))));
        }
        if (layout.groups.isWide(field)) {
            first.add(one);
        }
        if (layout.groups.isPaired(field)) {
            String projection = projections.get(field.table());
            String e = projection == null || field.width() == layout.width()
                    ? own
                    : graph.node("Gemm", List.of(own, projection), Attribute.of("transB", 1L));
            paired.add(node("Unsqueeze", e, graph.numbers(1)));
        }
        if (layout.groups.isDeep(field)) {
            flat.add(own);
        }
    }

    /// The number of rows, a vector of one.
    private String rows() {
        String any = !inputs.sparse().isEmpty() ? "ids" : !inputs.sequences().isEmpty() ? "sequences" : "dense";
        return node("Slice", node("Shape", any), graph.numbers(0), graph.numbers(1));
    }

    /// @param rows the number of rows
    private Map<View, String> seen(String rows) {
        Map<View, String> views = new EnumMap<>(View.class);
        for (View view : ModelName.architecture(layout.experiment).views()) {
            views.put(
                    view,
                    switch (view) {
                        case FIRST_ORDER -> first.isEmpty() ? zeros(rows, 1) : graph.node("Sum", first);
                        case FM -> paired.isEmpty() ? zeros(rows, fmVector ? layout.width() : 1) : fm(concat(paired));
                        case FIELDS -> paired.isEmpty() ? zeros(rows, 1, layout.width()) : concat(paired);
                        case FLAT -> flat.isEmpty() ? zeros(rows, 0) : concat(flat);
                    });
        }
        return views;
    }

    private String zeros(String rows, Integer... shape) {
        return node(
                "ConstantOfShape", graph.node("Concat", List.of(rows, graph.numbers(shape)), Attribute.of("axis", 0L)));
    }

    private String concat(List<String> parts) {
        return parts.size() == 1 ? parts.getFirst() : graph.node("Concat", parts, Attribute.of("axis", 1L));
    }

    /// Of (rows, F, D): half of the square of the sum less the sum of squares, summed over D unless it stays a
    /// vector.
    private String fm(String fields) {
        Attribute dropAxis = Attribute.of("keepdims", 0L);
        String total = graph.node("ReduceSum", List.of(fields, graph.numbers(1)), dropAxis);
        String squares = graph.node("ReduceSum", List.of(node("Mul", fields, fields), graph.numbers(1)), dropAxis);
        String half = node("Mul", node("Sub", node("Mul", total, total), squares), graph.constant(0.5));
        return fmVector ? half : sum(half, 1);
    }
}
