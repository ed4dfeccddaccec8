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
    /// A table with at most so many rows is cheaper as part of one product with all others like it than
    /// looked up.
    private static final int SMALL = 32;

    private final Experiment experiment;
    private final Schema schema;
    private final FieldGroups groups;
    /// Whether all fields can go together, the fast way.
    private final boolean alike;

    private final List<List<Field>> large;
    private final List<Field> largeBags;
    private final List<Field> small;
    private final List<Field> smallBags;
    private final List<Field> dense;

    /// @throws InvalidSetting when the settings do not fit the fields
    EmbeddingLayout(Experiment experiment, Schema given) {
        this.experiment = experiment;
        schema = experiment.feature().fieldWidths() == Experiment.FieldWidths.SHARED
                ? given.ofWidth(experiment.feature().fmEmbedDim())
                : given;
        groups = new FieldGroups(experiment, schema);
        alike = !variational() && embedded().mapToInt(groups::parts).distinct().count() == 1;
        large = groups(seen(Kind.SPARSE).filter(field -> !isSmall(field)).toList());
        largeBags = seen(Kind.SEQUENCE).filter(field -> !isSmall(field)).toList();
        small = seen(Kind.SPARSE).filter(this::isSmall).toList();
        smallBags = seen(Kind.SEQUENCE).filter(this::isSmall).toList();
        dense = seen(Kind.DENSE).toList();
        requireProjections();
    }

    private boolean isSmall(Field field) {
        return alike && field.vocabulary() <= SMALL;
    }

    /// Fields of one width stand together, in order of appearance; each alone if they do not go together.
    private List<List<Field>> groups(List<Field> fields) {
        return alike
                ? List.copyOf(fields.stream()
                        .collect(Collectors.groupingBy(Field::width, LinkedHashMap::new, Collectors.toList()))
                        .values())
                : fields.stream().map(List::of).toList();
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
        for (List<Field> group : large) {
            segments.add(Segment.matrix(
                    group.stream().map(this::table).toList(), group.getFirst().width()));
        }
        Stream.of(largeBags, small, smallBags)
                .flatMap(List::stream)
                .forEach(field -> segments.add(Segment.matrix(table(field))));
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
        for (Field field : dense) {
            int d = field.width();
            segments.add(Segment.matrix(List.of(Parameter.of(second(field, "weight"), Init.xavier(1, d), d, 1)), d));
            if (bias) {
                segments.add(Segment.matrix(List.of(Parameter.of(second(field, "bias"), new Init.Constant(0), d)), d));
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
        int tables = large.size() + largeBags.size() + small.size() + smallBags.size();
        int first = wideTables().isEmpty() ? 0 : 1;
        int each = experiment.feature().denseBias() ? 2 : 1;
        int denseAt = tables + first;
        int denseFirstAt = denseAt + (raw() ? 0 : each * dense.size());
        ModelName model = experiment.modelName();
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("training", true);
        attributes.put("width", width());
        attributes.put("fm_vector", fmVector);
        attributes.put("with_fields", model == ModelName.XDEEPFM || model == ModelName.ATTENTION_DEEPFM);
        attributes.put("alike", alike);
        attributes.put("raw", raw());
        attributes.put("dense_bias", experiment.feature().denseBias());
        attributes.put("variational", variational());
        attributes.put("large_fields", large.stream().map(List::size).toList());
        attributes.put("bag_lengths", largeBags.stream().map(Field::length).toList());
        attributes.put("small_fields", small.size());
        attributes.put("small_bags", smallBags.stream().map(Field::length).toList());
        attributes.put(
                "small_rows",
                Stream.concat(small.stream(), smallBags.stream())
                        .map(Field::vocabulary)
                        .toList());
        attributes.put("dense_fields", raw() ? 0 : dense.size());
        attributes.put("field_rows", tables().stream().map(Field::vocabulary).toList());
        attributes.put("field_parts", fields().stream().map(groups::parts).toList());
        attributes.put("field_projection", projections());
        attributes.put("first_at", first == 0 ? -1 : tables);
        attributes.put("dense_at", denseAt);
        attributes.put("dense_first_at", denseFirstAt);
        attributes.put("projections_at", denseFirstAt + (raw() || wideDense().isEmpty() ? 0 : each));
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
                Stream.concat(large.stream().flatMap(List::stream), small.stream())
                        .toList(),
                Stream.concat(largeBags.stream(), smallBags.stream()).toList(),
                dense,
                offsets);
    }

    /// Length of the flat view.
    int flatWidth() {
        int numbers = dense.stream()
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
        return Stream.of(large.stream().flatMap(List::stream).toList(), largeBags, small, smallBags)
                .flatMap(List::stream)
                .toList();
    }

    /// All embedded fields in the script's order, which is the order of the flat view.
    private List<Field> fields() {
        return raw()
                ? tables()
                : Stream.concat(tables().stream(), dense.stream()).toList();
    }

    private List<Field> wideTables() {
        return tables().stream().filter(groups::isWide).toList();
    }

    private List<Field> wideDense() {
        return dense.stream().filter(groups::isWide).toList();
    }

    private Stream<Field> seen(Kind kind) {
        return schema.of(kind).stream().filter(field -> groups.parts(field) != 0);
    }

    private Stream<Field> embedded() {
        return Stream.of(Kind.values())
                .filter(kind -> kind != Kind.DENSE || !raw())
                .flatMap(this::seen);
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
