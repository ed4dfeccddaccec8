package ctrsweep.data.table;

import ctrsweep.data.Field;
import ctrsweep.data.TableRows;
import ctrsweep.data.column.Batch;
import ctrsweep.data.column.ColumnTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// All rows of a table, of which each may get the item of another row.
record ItemRows(TableFile file, FieldCoders coders) {

    TableRows rows() {
        ColumnTable table = file.file().table(TableFile.ROWS);
        TableRows own = TableRows.of(table, coders.schema());
        if (file.facts().itemFields().inputs().isEmpty()) {
            return own;
        }
        List<Batch.IntSource> sparse = new ArrayList<>();
        for (Field field : coders.schema().of(Field.Kind.SPARSE)) {
            Batch.Place place = (Batch.Place) own.sparse().get(sparse.size());
            sparse.add(elapsed(table, field)
                    .<Batch.IntSource>map(days -> new Batch.ComputedInt((row, item) -> (int) days.of(row, item), 0))
                    .or(() -> crossed(table, field).map(ids -> new Batch.ComputedInt(ids::of, 0)))
                    .orElse(new Batch.Place(place.column(), place.place(), 0, isOfItem(field))));
        }
        List<Batch.Padded> sequences = new ArrayList<>();
        for (Field field : coders.schema().of(Field.Kind.SEQUENCE)) {
            Batch.Padded list = own.sequences().get(sequences.size());
            sequences.add(new Batch.Padded(list.column(), list.width(), 0, isOfItem(field)));
        }
        List<Batch.FloatSource> dense = new ArrayList<>();
        for (Field field : coders.schema().of(Field.Kind.DENSE)) {
            Batch.FloatPlace place = (Batch.FloatPlace) own.dense().get(dense.size());
            dense.add(elapsed(table, field)
                    .<Batch.FloatSource>map(days -> (Batch.ComputedFloat) (row, item) -> (float) days.of(row, item))
                    .orElse(new Batch.FloatPlace(place.column(), place.place(), isOfItem(field))));
        }
        for (Field field : coders.schema().weighted()) {
            for (int i = 0; i < field.length(); i++) {
                Batch.FloatPlace place = (Batch.FloatPlace) own.dense().get(dense.size());
                dense.add(new Batch.FloatPlace(place.column(), place.place(), isOfItem(field)));
            }
        }
        Batch.FloatSource given = own.labels().getFirst();
        Batch.ComputedFloat label = (row, item) -> row == item ? given.at(row, row) : 0;
        return new TableRows(own.size(), sparse, sequences, dense, List.of(label), own.weights(), own.groups());
    }

    private boolean isOfItem(Field field) {
        return file.facts().itemFields().inputs().contains(field.name());
    }

    private Optional<CrossedParts.Ids> crossed(ColumnTable table, Field field) {
        List<Boolean> ofItem = file.facts().itemFields().crossed().getOrDefault(field.name(), List.of());
        return ofItem.isEmpty()
                ? Optional.empty()
                : coder(field)
                        .map(coder -> CrossedParts.Ids.of(
                                table, file.file().table(CrossedParts.name(field.name())), ofItem, (SparseCoder)
                                        coder));
    }

    private Optional<FieldCoder> coder(Field field) {
        return coders.list().stream()
                .filter(coder -> coder.name().equals(field.name()))
                .findFirst();
    }

    private Optional<ElapsedDays> elapsed(ColumnTable table, Field field) {
        Boolean sinceOfItem = file.facts().itemFields().elapsed().get(field.name());
        return sinceOfItem == null
                ? Optional.empty()
                : coder(field)
                        .map(coder -> new ElapsedDays(table.ints(RowColumns.TIMES + field.name()), sinceOfItem, coder));
    }
}
