package ctrsweep.data.table;

import ctrsweep.data.Field;
import ctrsweep.data.Schema;
import ctrsweep.data.TableRows;
import ctrsweep.data.column.ColumnType;
import ctrsweep.data.column.ColumnValues;
import ctrsweep.data.column.FileWriter;
import ctrsweep.data.column.FloatWriter;
import ctrsweep.data.column.IntWriter;
import ctrsweep.data.column.ListWriter;
import ctrsweep.data.column.TableWriter;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Writes the columns of all rows.
final class RowColumns {
    static final String ITEM = "item";
    /// Prefix of a field's name.
    static final String TIMES = "times ";

    private final List<Field> sequences;
    private final TableWriter rows;
    private final IntWriter ids;
    private final List<ListWriter> lists;
    private final FloatWriter numbers;
    private final FloatWriter labels;
    private final Optional<FloatWriter> weights;
    private final Optional<IntWriter> groups;
    private final Optional<IntWriter> items;
    private final List<IntWriter> elapsed;
    private final List<IntWriter> crossed;

    /// @param times fields whose two times are kept too
    /// @param crosses fields whose parts are kept too
    RowColumns(
            FileWriter file,
            Schema schema,
            TargetReader targets,
            List<FieldPlaces.ElapsedTimes> times,
            List<CrossedParts> crosses)
            throws IOException {
        sequences = schema.of(Field.Kind.SEQUENCE);
        List<ColumnType> columns = new ArrayList<>(TableRows.columns(schema, targets.weighted(), targets.grouped()));
        if (targets.hasItems()) {
            columns.add(ColumnType.ints(ITEM, 1));
        }
        times.forEach(field -> columns.add(ColumnType.ints(TIMES + field.field(), 4)));
        crosses.forEach(cross -> columns.add(cross.column()));
        rows = file.table(TableFile.ROWS, columns);
        ids = rows.ints(TableRows.SPARSE);
        lists = sequences.stream()
                .map(field -> rows.lists(TableRows.sequence(field)))
                .toList();
        numbers = rows.floats(TableRows.DENSE);
        labels = rows.floats(TableRows.LABEL);
        weights = targets.weighted() ? Optional.of(rows.floats(TableRows.WEIGHT)) : Optional.empty();
        groups = targets.grouped() ? Optional.of(rows.ints(TableRows.GROUP)) : Optional.empty();
        items = targets.hasItems() ? Optional.of(rows.ints(ITEM)) : Optional.empty();
        elapsed = times.stream().map(field -> rows.ints(TIMES + field.field())).toList();
        crossed = crosses.stream()
                .map(cross -> rows.ints(CrossedParts.name(cross.field())))
                .toList();
    }

    /// The number of rows so far.
    int size() {
        return Math.toIntExact(rows.rows());
    }

    /// @param at which of the rows is added
    /// @param times of the fields whose times are kept
    /// @param parts of the fields whose parts are kept
    void add(EncodedRows read, int at, TargetReader.Target target, List<ElapsedDays.Kept> times, List<int[]> parts)
            throws IOException {
        ids.add(read.ids(), at * read.idWidth(), (at + 1) * read.idWidth());
        numbers.add(read.numbers(), at * read.numberWidth(), (at + 1) * read.numberWidth());
        for (int field = 0; field < lists.size(); field++) {
            for (int value : read.lists().get(field).row(at)) {
                lists.get(field).add(value);
            }
        }
        labels.add(target.label());
        if (weights.isPresent()) {
            weights.get().add(target.weight());
        }
        if (groups.isPresent()) {
            groups.get().add(target.group());
        }
        if (items.isPresent()) {
            items.get().add(target.item());
        }
        for (int field = 0; field < elapsed.size(); field++) {
            times.get(field).write(elapsed.get(field));
        }
        for (int field = 0; field < crossed.size(); field++) {
            crossed.get(field).add(parts.get(field));
        }
        rows.endRow();
    }

    /// @param arena to be closed before the file is finished
    EncoderFitting.RowsRead soFar(Arena arena) throws IOException {
        List<ColumnValues.Lists> read = new ArrayList<>();
        for (ListWriter list : lists) {
            read.add(list.soFar(arena));
        }
        return new EncoderFitting.RowsRead(ids.soFar(arena), read, numbers.soFar(arena), labels.soFar(arena));
    }

    FloatWriter.Doubles labels(Arena arena) throws IOException {
        return labels.soFar(arena);
    }

    /// @param arena to be closed before the file is finished
    Optional<ColumnValues.Ints> groups(Arena arena) throws IOException {
        return groups.isPresent() ? Optional.of(groups.get().soFar(arena)) : Optional.empty();
    }

    /// Renumbers users and items by their order when the file is finished.
    void rank(TargetReader targets) {
        groups.ifPresent(writer -> writer.renumber(List.of(targets.userRanks())));
        items.ifPresent(writer -> writer.renumber(List.of(targets.itemRanks())));
    }

    /// Turns numbers of values into ids, and scales numbers, when the file is finished.
    void encode(EncoderFitting fitting) {
        ids.renumber(fitting.ids());
        numbers.map(fitting.functions());
        for (int i = 0; i < lists.size(); i++) {
            int[] known = fitting.listIds().get(i);
            if (sequences.get(i).weighted()) {
                lists.get(i).renumber(known, sequences.get(i).length());
            } else {
                lists.get(i).shorten(known, sequences.get(i).length());
            }
        }
    }
}
