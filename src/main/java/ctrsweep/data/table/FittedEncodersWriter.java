package ctrsweep.data.table;

import ctrsweep.data.column.ColumnType;
import ctrsweep.data.column.FileWriter;
import ctrsweep.data.column.TableWriter;
import ctrsweep.settings.TableField;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Stores fitted encoders for [FittedEncoders.Kept] to read, and the layout of rows.
///
/// @param used the columns that settings name
record FittedEncodersWriter(FileWriter file, List<String> used) {

    void write(FieldCoders coders, TableMetadata facts, RowLayout layout) throws IOException {
        Map<String, LearntVocabulary> vocabularies = new LinkedHashMap<>();
        Map<String, Vocabulary> lists = new LinkedHashMap<>();
        for (FieldCoder coder : coders.list()) {
            switch (coder) {
                case SparseCoder one -> {
                    note(one.field().table(), one.table(), vocabularies);
                    note(one.field().ids(), one.table(), lists);
                }
                case SequenceCoder many -> {
                    note(many.field().table(), many.table(), vocabularies);
                    note(many.field().ids(), many.table(), lists);
                }
                case CountCoder count -> {
                    note(CountCoder.vocabulary(count.name()), count.table(), vocabularies);
                    write(count);
                }
                case DenseCoder _ -> {}
            }
        }
        for (Map.Entry<String, LearntVocabulary> each : vocabularies.entrySet()) {
            each.getValue().write(file, FittedEncoders.vocabularyTable(each.getKey()));
        }
        for (Map.Entry<String, Vocabulary> each : lists.entrySet()) {
            each.getValue().write(file, FittedEncoders.listTable(each.getKey()));
        }
        layout.write(file, used);
        write(facts);
    }

    private static void note(TableField.Ids ids, IdTable table, Map<String, Vocabulary> all) {
        if (ids instanceof TableField.OfFile(String name) && table instanceof Vocabulary values) {
            all.put(name, values);
        }
    }

    private static void note(String name, IdTable table, Map<String, LearntVocabulary> all) {
        if (table instanceof LearntVocabulary learnt) {
            all.put(name, learnt);
        }
    }

    private void write(CountCoder coder) throws IOException {
        TableWriter table =
                file.table(FittedEncoders.countsTable(coder.name()), List.of(ColumnType.ints(FittedEncoders.COUNT, 1)));
        for (int id = 0; id < coder.counts().size(); id++) {
            table.ints(FittedEncoders.COUNT).add(coder.counts().of(id));
            table.endRow();
        }
    }

    private void write(TableMetadata facts) throws IOException {
        TableWriter table = file.table(TableFile.FACTS, List.of(ColumnType.texts(TableFile.JSON)));
        byte[] json = facts.json().getBytes(StandardCharsets.UTF_8);
        table.texts(TableFile.JSON).add(json, 0, json.length);
        table.endRow();
    }
}
