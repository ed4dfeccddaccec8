package ctrsweep.model;

import ctrsweep.config.Experiment;
import ctrsweep.config.Experiment.DenseFields;
import ctrsweep.config.Experiment.ModelName;
import ctrsweep.config.Experiment.UnknownIds;
import ctrsweep.config.InvalidSetting;
import ctrsweep.data.Field;
import ctrsweep.data.Field.Kind;
import ctrsweep.data.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The weights of `embedding.py` for a schema, and the order of its inputs.
final class EmbeddingLayout {
    private final Experiment experiment;
    private final Schema schema;
    private final FieldGroups groups;
    private final List<List<Field>> sparse;
    private final List<Field> sequences;
    private final List<List<Field>> dense;

    /// @throws InvalidSetting when the settings do not fit the fields
    EmbeddingLayout(Experiment experiment, Schema given) {
        this.experiment = experiment;
        schema = experiment.feature().fieldWidths() == Experiment.FieldWidths.SHARED
                ? given.ofWidth(experiment.feature().fmEmbedDim())
                : given;
        groups = new FieldGroups(experiment, schema);
        sparse = alike(Kind.SPARSE);
        sequences = seen(Kind.SEQUENCE);
        dense = alike(Kind.DENSE);
        requireProjections();
    }

    /// In the order in which `embedding.py` takes them.
    List<Segment> segments() {
        List<Segment> segments = new ArrayList<>(tableSegments());
        if (!raw()) {
            segments.addAll(denseSegments());
        }
        for (Field field : fields()) {
            if (isProjected(field)) {
                segments.add(Segment.matrix(Parameter.of(
                        "embedding.projections." + field.name() + ".weight",
                        Init.xavier(field.width(), width()),
                        width(),
                        field.width())));
            }
        }
        if (variational()) {
            segments.add(Segment.vector(
                    Parameter.of("embedding.variational_dropout.logits", new Init.Constant(0), fields().size())));
        }
        return segments;
    }

    /// Those that are looked up: they come first.
    List<Segment> tableSegments() {
        List<Segment> segments = new ArrayList<>();
        for (List<Field> group : sparse) {
            segments.add(Segment.matrix(
                    group.stream().map(this::table).toList(), group.getFirst().width()));
        }
        sequences.forEach(field -> segments.add(Segment.matrix(table(field))));
        List<Parameter> first = wideTables().stream()
                .map(field -> table(
                        first(field, "weight"),
                        field.vocabulary(),
                        experiment.linear().embeddingDim(),
                        experiment.linear().initialization(),
                        experiment.linear().initializationScale()))
                .toList();
        if (!first.isEmpty()) {
            segments.add(Segment.matrix(first, experiment.linear().embeddingDim()));
        }
        return segments;
    }

    private List<Segment> denseSegments() {
        boolean bias = experiment.feature().denseBias();
        List<Segment> segments = new ArrayList<>();
        for (List<Field> group : dense) {
            int d = group.getFirst().width();
            segments.add(Segment.matrix(
                    group.stream()
                            .map(field -> Parameter.of(second(field, "weight"), Init.xavier(1, d), d, 1))
                            .toList(),
                    d));
            if (bias) {
                segments.add(Segment.matrix(
                        group.stream()
                                .map(field -> Parameter.of(second(field, "bias"), new Init.Constant(0), d))
                                .toList(),
                        d));
            }
        }
        List<Field> wide = wideDense();
        if (!wide.isEmpty()) {
            segments.add(Segment.vector(wide.stream()
                    .map(field -> Parameter.of(first(field, "weight"), Init.xavier(1, 1), 1, 1))
                    .toList()));
            if (bias) {
                segments.add(Segment.vector(wide.stream()
                        .map(field -> Parameter.of(first(field, "bias"), new Init.Constant(0), 1))
                        .toList()));
            }
        }
        return segments;
    }

    /// The script object `embedding.Embedding`.
    ///
    /// @param fmVector whether FM stays a vector
    Script script(boolean fmVector) {
        int tables = sparse.size() + sequences.size();
        int first = wideTables().isEmpty() ? 0 : 1;
        int each = experiment.feature().denseBias() ? 2 : 1;
        int denseSegments = raw() ? 0 : each * dense.size();
        int denseFirst = raw() || wideDense().isEmpty() ? 0 : each;
        ModelName model = experiment.modelName();
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("training", true);
        attributes.put("width", width());
        attributes.put("fm_vector", fmVector);
        attributes.put("with_fields", model == ModelName.XDEEPFM || model == ModelName.ATTENTION_DEEPFM);
        attributes.put("raw", raw());
        attributes.put("dense_bias", experiment.feature().denseBias());
        attributes.put("variational", variational());
        attributes.put("sparse_fields", sparse.stream().map(List::size).toList());
        attributes.put("sparse_rows", sparse.stream().map(EmbeddingLayout::rows).toList());
        attributes.put("sparse_parts", parts(sparse));
        attributes.put("sequence_lengths", sequences.stream().map(Field::length).toList());
        attributes.put(
                "sequence_rows", sequences.stream().map(Field::vocabulary).toList());
        attributes.put("sequence_parts", sequences.stream().map(groups::parts).toList());
        attributes.put(
                "dense_fields",
                raw() ? List.of() : dense.stream().map(List::size).toList());
        attributes.put("dense_parts", raw() ? List.of() : parts(dense));
        attributes.put("field_rows", tables().stream().map(Field::vocabulary).toList());
        attributes.put("field_projection", projections());
        attributes.put("first_at", first == 0 ? -1 : tables);
        attributes.put("dense_first_at", tables + first + denseSegments);
        attributes.put("projections_at", tables + first + denseSegments + denseFirst);
        return new Script("embedding", "Embedding", attributes);
    }

    Inputs inputs() {
        Map<String, Integer> offsets = new LinkedHashMap<>();
        int rows = 0;
        for (Field field : tables()) {
            offsets.put(field.name(), rows);
            rows += field.vocabulary();
        }
        return Inputs.of(
                schema,
                sparse.stream().flatMap(List::stream).toList(),
                sequences,
                dense.stream().flatMap(List::stream).toList(),
                offsets);
    }

    /// Length of the flat view.
    int flatWidth() {
        int numbers = dense.stream()
                .flatMap(List::stream)
                .filter(groups::isDeep)
                .mapToInt(field -> raw() ? 1 : field.width())
                .sum();
        return numbers
                + tables().stream()
                        .filter(groups::isDeep)
                        .mapToInt(Field::width)
                        .sum();
    }

    /// F of the pairwise parts.
    int pairFields() {
        return Math.toIntExact(fields().stream().filter(groups::isPaired).count());
    }

    private int width() {
        return experiment.feature().fmEmbedDim();
    }

    private boolean raw() {
        return experiment.feature().dense() == DenseFields.RAW;
    }

    private boolean variational() {
        return experiment.feature().variationalDropout() > 0;
    }

    /// The fields that have a table, in the order of the tables' rows.
    private List<Field> tables() {
        return Stream.concat(sparse.stream().flatMap(List::stream), sequences.stream())
                .toList();
    }

    /// All embedded fields in the script's order, which is the order of the flat view.
    private List<Field> fields() {
        return raw()
                ? tables()
                : Stream.concat(tables().stream(), dense.stream().flatMap(List::stream))
                        .toList();
    }

    private List<Field> wideTables() {
        return tables().stream().filter(groups::isWide).toList();
    }

    private List<Field> wideDense() {
        return dense.stream().flatMap(List::stream).filter(groups::isWide).toList();
    }

    private List<Field> seen(Kind kind) {
        return schema.of(kind).stream()
                .filter(field -> groups.parts(field) != 0)
                .toList();
    }

    /// Fields of one width that the same parts of the model see stand together, in order of appearance.
    private List<List<Field>> alike(Kind kind) {
        record Likeness(int width, int parts) {}
        Map<Likeness, List<Field>> alike = seen(kind).stream()
                .collect(Collectors.groupingBy(
                        field -> new Likeness(field.width(), groups.parts(field)),
                        LinkedHashMap::new,
                        Collectors.toList()));
        return List.copyOf(alike.values());
    }

    private List<Integer> parts(List<List<Field>> alike) {
        return alike.stream().map(group -> groups.parts(group.getFirst())).toList();
    }

    private boolean isProjected(Field field) {
        return field.width() != width() && groups.isPaired(field);
    }

    /// For each field in the script's order the number of its projection, or -1.
    private List<Integer> projections() {
        List<Integer> numbers = new ArrayList<>();
        int next = 0;
        for (Field field : fields()) {
            numbers.add(isProjected(field) ? next++ : -1);
        }
        return numbers;
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

    private static int rows(List<Field> group) {
        return group.stream().mapToInt(Field::vocabulary).sum();
    }

    private Parameter table(Field field) {
        Experiment.Feature feature = experiment.feature();
        return table(
                second(field, "weight"),
                field.vocabulary(),
                field.width(),
                feature.initialization(),
                feature.initializationScale());
    }

    private Parameter table(String name, int rows, int width, Experiment.TableInit initialization, double scale) {
        boolean zero = experiment.feature().unknown() == UnknownIds.ZERO;
        Init rest =
                switch (initialization) {
                    case XAVIER -> Init.xavier(Math.max(zero ? rows - 1 : rows, 1), width);
                    case NORMAL -> new Init.Normal(scale);
                    case UNIFORM -> new Init.Uniform(scale);
                    case ZERO -> new Init.Constant(0);
                };
        return new Parameter(name, List.of(rows, width), zero ? new Init.ButFirstRow(rest) : rest, zero);
    }

    private static String first(Field field, String kind) {
        return "embedding.first_order_embeddings." + field.name() + "." + kind;
    }

    private static String second(Field field, String kind) {
        return "embedding.second_order_embeddings." + field.name() + "." + kind;
    }
}
