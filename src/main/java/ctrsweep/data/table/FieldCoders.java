package ctrsweep.data.table;

import ctrsweep.data.Field;
import ctrsweep.data.Schema;
import ctrsweep.settings.TableField;
import ctrsweep.settings.TableSettings;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;

/// The coders of a table's fields, in order.
record FieldCoders(List<FieldCoder> list, FieldPlaces places) {
    FieldCoders {
        list = List.copyOf(list);
    }

    /// @param folder of vocabulary files
    static FieldCoders of(TableSettings settings, Path folder, FieldPlaces places, FittedEncoders encoders) {
        Making making = new Making(settings, folder, encoders, new HashMap<>());
        List<FieldCoder> coders = settings.modelFields().stream()
                .map(field -> making.coder(field, places.of(field)))
                .toList();
        return new FieldCoders(coders, places);
    }

    /// Without files: of vocabularies that a file or train gives, nothing is known.
    static FieldCoders outline(TableSettings settings) {
        Making making = new Making(settings, Path.of(""), new FittedEncoders.None(), new HashMap<>());
        List<FieldCoder> coders = settings.modelFields().stream()
                .map(field -> making.outlined(field))
                .toList();
        return new FieldCoders(coders, FieldPlaces.NONE);
    }

    private record Making(TableSettings settings, Path folder, FittedEncoders encoders, Map<String, IdTable> tables) {
        FieldCoder coder(TableField field, int column) {
            return switch (field) {
                case TableField.Sparse one -> {
                    IdTable table = table(one.table(), one.ids());
                    yield new SparseCoder(one, column, table, ids(field, table));
                }
                case TableField.Sequence many -> {
                    IdTable table = table(many.table(), many.ids());
                    yield new SequenceCoder(many, column, table, ids(field, table));
                }
                case TableField.Dense number
                when number.extraction().take().isCounted() ->
                    new CountCoder(
                            number,
                            column,
                            encoders.vocabulary(CountCoder.vocabulary(number.name()), 1, TableField.Order.TEXT),
                            encoders.counts(number.name()),
                            encoders.scale(number.name(), number.normalize()));
                case TableField.Dense number ->
                    new DenseCoder(
                            number,
                            column,
                            extractor(field),
                            new SeparatedValues(number.separator()),
                            number.inputs().stream()
                                    .map(input -> encoders.scale(input, number.normalize()))
                                    .toList());
            };
        }

        FieldCoder outlined(TableField field) {
            IdTable none = encoders.vocabulary(field.name(), 1, TableField.Order.TEXT);
            return switch (field) {
                case TableField.Sparse one -> new SparseCoder(one, 0, none, ids(field, none));
                case TableField.Sequence many -> new SequenceCoder(many, 0, none, ids(field, none));
                case TableField.Dense _ -> coder(field, 0);
            };
        }

        private ExtractedIds ids(TableField field, IdTable table) {
            return new ExtractedIds(extractor(field), table, encoders instanceof FittedEncoders.Growing);
        }

        private ValueExtractor extractor(TableField field) {
            return new ValueExtractor(
                    field.extraction(),
                    TimeParser.of("time_format", field.extraction().timeFormat(), settings));
        }

        private IdTable table(String name, TableField.Ids ids) {
            return tables.computeIfAbsent(name, _ -> switch (ids) {
                case TableField.Learnt(int minCount, TableField.Order order) ->
                    encoders.vocabulary(name, minCount, order);
                case TableField.Listed(List<String> values) -> Vocabulary.of(values);
                case TableField.OfFile(String file) ->
                    encoders.listed(file, folder, Charset.forName(settings.charset()));
                case TableField.Hashed(int buckets) -> new HashBuckets(buckets);
                case TableField.Numbered(int buckets) -> new NumberBuckets(buckets);
                case TableField.Bounded(List<Double> bounds) -> new Boundaries(bounds);
            });
        }
    }

    Schema schema() {
        return new Schema(
                list.stream().flatMap(coder -> coder.fields().stream()).toList());
    }

    /// Room for what the coders read of some rows.
    EncodedRows rows(int count) {
        Schema schema = schema();
        return new EncodedRows(
                count,
                schema.of(Field.Kind.SPARSE).size(),
                schema.columns(Field.Kind.DENSE),
                schema.of(Field.Kind.SEQUENCE).size());
    }

    /// A buffer for all that the coders read.
    RowBuffer buffer(EncodedRows into) {
        return new RowBuffer(into, new RowBuffer.Places(0, 0, 0, inputs(Field.Kind.DENSE)));
    }

    /// The fields in groups that different threads may read: those that share a vocabulary are one.
    ///
    /// @param columns all that a row has before what [FieldPlaces] adds
    List<FieldGroup> groups(int columns) {
        Map<Object, List<FieldGroup.Member>> groups = new LinkedHashMap<>();
        int sparse = 0;
        int dense = 0;
        int sequence = 0;
        int weight = inputs(Field.Kind.DENSE);
        for (int rank = 0; rank < list.size(); rank++) {
            FieldCoder coder = list.get(rank);
            RowBuffer.Places first = new RowBuffer.Places(sparse, dense, sequence, weight);
            Object shared = new Object();
            switch (coder) {
                case SparseCoder one -> {
                    sparse++;
                    shared = new Shared(one.table());
                }
                case SequenceCoder many -> {
                    sequence++;
                    weight +=
                            many.field().weights().isEmpty() ? 0 : many.field().length();
                    shared = new Shared(many.table());
                }
                case DenseCoder several -> dense += several.scales().size();
                case CountCoder _ -> dense++;
            }
            groups.computeIfAbsent(shared, _ -> new ArrayList<>()).add(new FieldGroup.Member(coder, rank, first));
        }
        return groups.values().stream()
                .map(members -> new FieldGroup(members, places, columns))
                .toList();
    }

    /// A table, equal to itself only: some kinds of tables are records.
    private static final class Shared {
        private final IdTable table;

        Shared(IdTable table) {
            this.table = table;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Shared shared && shared.table == table;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(table);
        }
    }

    /// Fields of the model of this kind.
    int inputs(Field.Kind kind) {
        return schema().of(kind).size();
    }

    /// The functions that scale each number, from fitted encoders; weights of ids stay as they are.
    List<DoubleUnaryOperator> functions() {
        List<DoubleUnaryOperator> functions = new ArrayList<>();
        for (FieldCoder coder : list) {
            switch (coder) {
                case DenseCoder dense -> dense.scales().forEach(scale -> functions.add(dense.function(scale)));
                case CountCoder count -> functions.add(count.function());
                case SparseCoder _, SequenceCoder _ -> {}
            }
        }
        int columns = schema().columns(Field.Kind.DENSE);
        functions.addAll(Collections.nCopies(columns - functions.size(), DoubleUnaryOperator.identity()));
        return functions;
    }

    /// By input of the model what its scale has learnt, where it must.
    Map<String, List<Double>> scales() {
        Map<String, List<Double>> scales = new LinkedHashMap<>();
        for (FieldCoder coder : list) {
            switch (coder) {
                case DenseCoder dense -> {
                    for (int i = 0; i < dense.scales().size(); i++) {
                        keep(dense.field().inputs().get(i), dense.scales().get(i), scales);
                    }
                }
                case CountCoder count -> keep(count.name(), count.scale(), scales);
                case SparseCoder _, SequenceCoder _ -> {}
            }
        }
        return scales;
    }

    private static void keep(String input, Scale scale, Map<String, List<Double>> scales) {
        if (scale.isFitted()) {
            scales.put(input, scale.state());
        }
    }

    /// @throws BadRow with the field's name
    void read(Row row, RowBuffer into) {
        places.addDerived(row);
        for (FieldCoder coder : list) {
            try {
                coder.read(row, into);
            } catch (BadRow e) {
                throw e.of(coder.name());
            }
        }
    }
}
