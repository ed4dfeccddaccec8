package ctrsweep.model;

import ctrsweep.data.Field;
import ctrsweep.data.Field.Kind;
import ctrsweep.data.Schema;
import ctrsweep.model.Architecture.View;
import ctrsweep.settings.Experiment;
import ctrsweep.settings.FeatureSettings;
import ctrsweep.settings.FeatureSettings.DenseFields;
import ctrsweep.settings.FeatureSettings.UnknownIds;
import ctrsweep.settings.InvalidSetting;
import ctrsweep.settings.Pooling;
import ctrsweep.text.NearestName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The weights of `embedding.py` for a schema, and the order of its inputs.
final class EmbeddingLayout {
    final Experiment experiment;
    final FieldGroups groups;
    final Schema schema;
    /// Whether all fields can go together, the fast way.
    private final boolean alike;

    final FieldOrder order;

    /// @throws InvalidSetting when the settings do not fit the fields
    EmbeddingLayout(Experiment experiment, Schema given) {
        this.experiment = experiment;
        schema = experiment.feature().fieldWidths() == FeatureSettings.FieldWidths.SHARED
                ? given.ofWidth(experiment.feature().fmEmbedDim())
                : given;
        groups = new FieldGroups(experiment, schema);
        List<Field> seen = schema.fields().stream()
                .filter(field -> groups.parts(field) != 0)
                .toList();
        alike = !variational()
                && seen.stream()
                                .filter(field -> field.kind() != Kind.DENSE || !raw())
                                .mapToInt(groups::parts)
                                .distinct()
                                .count()
                        == 1;
        order = FieldOrder.of(schema, seen::contains, alike);
        requireProjections();
    }

    /// All segments in the order in which `embedding.py` takes them.
    List<Segment> segments() {
        List<Segment> segments = new ArrayList<>(tableSegments());
        if (!raw()) {
            segments.addAll(denseSegments());
        }
        embedding().filter(this::isProjected).forEach(table -> segments.add(projection(table)));
        if (variational()) {
            segments.add(variationalLogits());
        }
        return segments;
    }

    Segment variationalLogits() {
        return Segment.vector(
                ModelParameter.of("embedding.variational_dropout.logits", new Init.Constant(0), fields().size()));
    }

    Segment projection(EmbeddingTable table) {
        return Segment.matrix(ModelParameter.of(
                "embedding.projections." + table.name() + ".weight",
                Init.xavier(table.width(), width()),
                width(),
                table.width()));
    }

    /// The segments of tables that are looked up: they come first.
    List<Segment> tableSegments() {
        List<Segment> segments = new ArrayList<>();
        for (List<EmbeddingTable> group : order.groups()) {
            segments.add(Segment.matrix(
                    group.stream().map(this::table).toList(), group.getFirst().width()));
        }
        Stream.of(order.bags(), order.small(), order.smallBags())
                .flatMap(List::stream)
                .forEach(table -> segments.add(Segment.matrix(table(table))));
        List<ModelParameter> first = wideTables().stream().map(this::firstOrder).toList();
        if (!first.isEmpty()) {
            segments.add(Segment.matrix(first, experiment.linear().embeddingDim()));
        }
        return segments;
    }

    /// The first order weights of a table.
    ModelParameter firstOrder(EmbeddingTable table) {
        return table(
                first(table, "weight"),
                table.rows(),
                experiment.linear().embeddingDim(),
                experiment.linear().initialization(),
                experiment.linear().initializationScale());
    }

    private List<Segment> denseSegments() {
        boolean bias = experiment.feature().denseBias();
        List<Segment> segments = new ArrayList<>();
        for (EmbeddingTable number : order.dense()) {
            int d = number.width();
            segments.add(Segment.matrix(List.of(vector(number, "weight")), d));
            if (bias) {
                segments.add(Segment.matrix(List.of(vector(number, "bias")), d));
            }
        }
        List<EmbeddingTable> wide = wideDense();
        if (!wide.isEmpty()) {
            segments.add(Segment.vector(
                    wide.stream().map(number -> firstOrder(number, "weight")).toList()));
            if (bias) {
                segments.add(Segment.vector(
                        wide.stream().map(number -> firstOrder(number, "bias")).toList()));
            }
        }
        return segments;
    }

    /// The vector that a number is multiplied with, or its bias.
    ModelParameter vector(EmbeddingTable number, String kind) {
        int d = number.width();
        return kind.equals("weight")
                ? ModelParameter.of(second(number, kind), Init.xavier(1, d), d, 1)
                : ModelParameter.of(second(number, kind), new Init.Constant(0), d);
    }

    /// The first order weight of a number, or its bias.
    ModelParameter firstOrder(EmbeddingTable number, String kind) {
        return kind.equals("weight")
                ? ModelParameter.of(first(number, kind), Init.xavier(1, 1), 1, 1)
                : ModelParameter.of(first(number, kind), new Init.Constant(0), 1);
    }

    /// The script object `embedding.Embedding`.
    ///
    /// @param fmVector whether FM stays a vector
    Script script(boolean fmVector) {
        int tables = order.groups().size() + order.tables().size() - inGroups();
        int first = wideTables().isEmpty() ? 0 : 1;
        int each = experiment.feature().denseBias() ? 2 : 1;
        int denseAt = tables + first;
        int denseFirstAt = denseAt + (raw() ? 0 : each * order.dense().size());
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("training", true);
        attributes.put("width", width());
        attributes.put("fm_vector", fmVector);
        attributes.put("with_fields", ModelName.architecture(experiment).views().contains(View.FIELDS));
        attributes.put("alike", alike);
        attributes.put("raw", raw());
        attributes.put("dense_bias", experiment.feature().denseBias());
        attributes.put("variational", variational());
        attributes.put("group_tables", order.groups().stream().map(List::size).toList());
        attributes.put(
                "group_fields",
                order.groups().stream()
                        .map(group -> FieldOrder.fields(Kind.SPARSE, group).size())
                        .toList());
        attributes.put("bag_tables", order.bags().size());
        attributes.put("bag_lengths", lengths(order.large()));
        attributes.put("small_fields", order.small().size());
        attributes.put("small_bags", lengths(order.smallBags()));
        attributes.put(
                "bag_means",
                order.fields(Kind.SEQUENCE).stream()
                        .map(field -> field.pooling() == Pooling.MEAN ? 1 : 0)
                        .toList());
        attributes.put(
                "bag_weighted",
                order.fields(Kind.SEQUENCE).stream()
                        .map(field -> field.weighted() ? 1 : 0)
                        .toList());
        attributes.put("numbers", FieldOrder.fields(Kind.DENSE, order.dense()).size());
        attributes.put(
                "small_rows",
                Stream.concat(order.small().stream(), order.smallBags().stream())
                        .map(EmbeddingTable::rows)
                        .toList());
        attributes.put("dense_fields", raw() ? 0 : order.dense().size());
        attributes.put(
                "table_rows", order.tables().stream().map(EmbeddingTable::rows).toList());
        attributes.put(
                "table_wide",
                order.tables().stream().map(table -> isWide(table) ? 1 : 0).toList());
        attributes.put("projection", projections());
        attributes.put(
                "field_table",
                order.fields().stream().map(field -> number(field.table())).toList());
        attributes.put("field_parts", fields().stream().map(groups::parts).toList());
        attributes.put("first_at", first == 0 ? -1 : tables);
        attributes.put("dense_at", denseAt);
        attributes.put("dense_first_at", denseFirstAt);
        attributes.put("projections_at", denseFirstAt + (raw() || wideDense().isEmpty() ? 0 : each));
        return new Script("embedding", "Embedding", attributes);
    }

    private int inGroups() {
        return order.groups().stream().mapToInt(List::size).sum();
    }

    private static List<Integer> lengths(List<EmbeddingTable> tables) {
        return FieldOrder.fields(Kind.SEQUENCE, tables).stream()
                .map(Field::length)
                .toList();
    }

    /// The table's place in the order of rows.
    private int number(String table) {
        return order.tables().stream().map(EmbeddingTable::name).toList().indexOf(table);
    }

    Inputs inputs() {
        Map<String, Integer> offsets = new LinkedHashMap<>();
        int rows = 0;
        for (EmbeddingTable table : order.tables()) {
            for (Field field : table.fields()) {
                offsets.put(field.name(), rows);
            }
            rows += table.rows();
        }
        return Inputs.of(
                schema,
                order.fields(Kind.SPARSE),
                order.fields(Kind.SEQUENCE),
                FieldOrder.fields(Kind.DENSE, order.dense()),
                offsets);
    }

    /// Length of the flat view.
    int flatWidth() {
        return flatFields().mapToInt(this::flatWidth).sum();
    }

    private int flatWidth(Field field) {
        return raw() && field.kind() == Kind.DENSE ? 1 : field.width();
    }

    /// The fields of the flat view, in its order.
    private Stream<Field> flatFields() {
        Stream<Field> numbers = raw() ? FieldOrder.fields(Kind.DENSE, order.dense()).stream() : Stream.empty();
        return Stream.concat(fields().stream(), numbers).filter(groups::isDeep);
    }

    /// Columns of the flat view.
    ///
    /// @param end exclusive
    record Columns(int begin, int end) {
        int length() {
            return end - begin;
        }
    }

    /// The columns of some fields in the flat view.
    ///
    /// @param setting that names the fields
    /// @throws InvalidSetting for a name that the flat view does not have
    List<Columns> flatColumns(String setting, List<String> names) {
        Map<String, Columns> columns = new LinkedHashMap<>();
        int begin = 0;
        for (Field field : flatFields().toList()) {
            columns.put(field.name(), new Columns(begin, begin + flatWidth(field)));
            begin += flatWidth(field);
        }
        List<String> wanted = groups.inputs(names);
        wanted.stream().filter(name -> !columns.containsKey(name)).findFirst().ifPresent(unknown -> {
            throw new InvalidSetting(
                    setting,
                    "no field of the deep part is called " + unknown + NearestName.hint(unknown, columns.keySet()));
        });
        return columns.entrySet().stream()
                .filter(entry -> wanted.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }

    /// Random numbers that variational dropout of a row takes: one for each field.
    int draws() {
        return variational() ? fields().size() : 0;
    }

    /// F of the pairwise parts.
    int pairFields() {
        return Math.toIntExact(fields().stream().filter(groups::isPaired).count());
    }

    /// D, the shared width of the pairwise parts.
    int width() {
        return experiment.feature().fmEmbedDim();
    }

    boolean raw() {
        return experiment.feature().dense() == DenseFields.RAW;
    }

    boolean variational() {
        return experiment.feature().variationalDropout() > 0;
    }

    /// Tables, and then the vectors of numbers.
    private Stream<EmbeddingTable> embedding() {
        return raw() ? order.tables().stream() : Stream.concat(order.tables().stream(), order.dense().stream());
    }

    /// All embedded fields in the script's order, which is the order of the flat view.
    List<Field> fields() {
        List<Field> numbers = raw() ? List.of() : FieldOrder.fields(Kind.DENSE, order.dense());
        return Stream.concat(order.fields().stream(), numbers.stream()).toList();
    }

    private List<EmbeddingTable> wideTables() {
        return order.tables().stream().filter(this::isWide).toList();
    }

    List<EmbeddingTable> wideDense() {
        return order.dense().stream().filter(this::isWide).toList();
    }

    boolean isWide(EmbeddingTable table) {
        return table.fields().stream().anyMatch(groups::isWide);
    }

    private boolean isProjected(Field field) {
        return field.width() != width() && groups.isPaired(field);
    }

    boolean isProjected(EmbeddingTable table) {
        return table.fields().stream().anyMatch(this::isProjected);
    }

    /// The place of the projection of each table and then of each number, or -1.
    private List<Integer> projections() {
        List<Integer> places = new ArrayList<>();
        int next = 0;
        for (EmbeddingTable table : embedding().toList()) {
            places.add(isProjected(table) ? next++ : -1);
        }
        return places;
    }

    private void requireProjections() {
        if (!experiment.feature().projection() && fields().stream().anyMatch(this::isProjected)) {
            throw new InvalidSetting(
                    "feature.projection",
                    "without it all fields of the pairwise part must be fm_embed_dim %d wide, but there are %s"
                            .formatted(
                                    width(),
                                    fields().stream()
                                            .filter(this::isProjected)
                                            .map(field -> field.name() + " " + field.width())
                                            .collect(Collectors.joining(", "))));
        }
    }

    ModelParameter table(EmbeddingTable table) {
        FeatureSettings feature = experiment.feature();
        return table(
                second(table, "weight"),
                table.rows(),
                table.width(),
                feature.initialization(),
                feature.initializationScale());
    }

    private ModelParameter table(
            String name, int rows, int width, FeatureSettings.TableInit initialization, double scale) {
        boolean zero = experiment.feature().unknown() == UnknownIds.ZERO;
        Init rest =
                switch (initialization) {
                    case XAVIER -> Init.xavier(Math.max(zero ? rows - 1 : rows, 1), width);
                    case NORMAL -> new Init.Normal(scale);
                    case UNIFORM -> new Init.Uniform(scale);
                    case ZERO -> new Init.Constant(0);
                };
        return new ModelParameter(name, List.of(rows, width), zero ? new Init.ButFirstRow(rest) : rest, zero);
    }

    private static String first(EmbeddingTable table, String kind) {
        return "embedding.first_order_embeddings." + table.name() + "." + kind;
    }

    private static String second(EmbeddingTable table, String kind) {
        return "embedding.second_order_embeddings." + table.name() + "." + kind;
    }
}
