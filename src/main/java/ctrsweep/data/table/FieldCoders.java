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

    /// A buffer for what the coders read.
    RowBuffer buffer() {
        int numbers = inputs(Field.Kind.DENSE);
        return new RowBuffer(
                inputs(Field.Kind.SPARSE),
                inputs(Field.Kind.SEQUENCE),
                numbers,
                schema().columns(Field.Kind.DENSE) - numbers);
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
        into.begin();
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
