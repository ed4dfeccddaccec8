package ctrsweep.data.table;

import ctrsweep.config.TableField;
import ctrsweep.config.TableSettings;
import ctrsweep.data.Schema;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/// The coders of a table's fields, in order.
record Coders(List<FieldCoder> list) {
    Coders {
        list = List.copyOf(list);
    }

    /// @param column the place of a field's column in a row
    /// @param folder of vocabulary files
    static Coders of(TableSettings settings, Path folder, ToIntFunction<TableField> column) {
        Times times = new Times(settings.timeFormat());
        Map<String, IdTable> tables = new HashMap<>();
        List<FieldCoder> coders = new ArrayList<>();
        for (TableField field : settings.modelFields()) {
            Taker taker = new Taker(field.taken(), times);
            int at = column.applyAsInt(field);
            coders.add(
                    switch (field) {
                        case TableField.Sparse one ->
                            new SparseCoder(
                                    one,
                                    at,
                                    taker,
                                    tables.computeIfAbsent(one.table(), _ -> table(one.ids(), folder, settings)));
                        case TableField.Sequence many ->
                            new SequenceCoder(
                                    many,
                                    at,
                                    taker,
                                    tables.computeIfAbsent(many.table(), _ -> table(many.ids(), folder, settings)));
                        case TableField.Dense number -> dense(number, at, taker);
                    });
        }
        return new Coders(coders);
    }

    /// Without files: of vocabularies that a file or train gives, nothing is known.
    static Coders outline(TableSettings settings) {
        Times times = new Times(settings.timeFormat());
        return new Coders(settings.modelFields().stream()
                .map(field -> outlined(field, new Taker(field.taken(), times)))
                .toList());
    }

    private static FieldCoder outlined(TableField field, Taker taker) {
        return switch (field) {
            case TableField.Sparse one -> new SparseCoder(one, 0, taker, Vocabulary.of(List.of()));
            case TableField.Sequence many -> new SequenceCoder(many, 0, taker, Vocabulary.of(List.of()));
            case TableField.Dense number -> dense(number, 0, taker);
        };
    }

    private static FieldCoder dense(TableField.Dense field, int column, Taker taker) {
        return field.taken().take().isCounted() ? CountCoder.of(field, column) : DenseCoder.of(field, column, taker);
    }

    private static IdTable table(TableField.Ids ids, Path folder, TableSettings settings) {
        return switch (ids) {
            case TableField.Learnt(int minCount) -> Vocabulary.learnt(minCount);
            case TableField.Listed(List<String> values) -> Vocabulary.of(values);
            case TableField.OfFile(String file) ->
                Vocabulary.of(VocabularyFile.read(folder.resolve(file), Charset.forName(settings.charset())));
            case TableField.Hashed(int buckets) -> new HashBuckets(buckets);
            case TableField.Numbered(int buckets) -> new NumberBuckets(buckets);
            case TableField.Bounded(List<Double> bounds) -> new Boundaries(bounds);
        };
    }

    Schema schema() {
        return new Schema(
                list.stream().flatMap(coder -> coder.fields().stream()).toList());
    }

    void learn(List<String> row, float label) {
        list.forEach(coder -> coder.learn(row.get(coder.column()), label));
    }

    void settle() {
        list.forEach(FieldCoder::settle);
    }

    /// @param coverage one for each coder
    /// @throws BadRow with the field's name
    void encode(List<String> row, RowBuffer into, List<Coverage> coverage) {
        into.begin();
        for (int i = 0; i < list.size(); i++) {
            FieldCoder coder = list.get(i);
            try {
                coder.encode(row.get(coder.column()), into, coverage.get(i));
            } catch (BadRow e) {
                throw new BadRow(coder.name() + ": " + e.getMessage());
            }
        }
    }

    List<Coverage> uncounted() {
        return list.stream().map(_ -> new Coverage()).toList();
    }
}
