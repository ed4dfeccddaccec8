package ctrsweep.data.table;

import ctrsweep.data.Field;
import ctrsweep.data.Schema;
import ctrsweep.data.TableRows;
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

/// The columns of all rows, on their way into a file.
final class RowColumns {
    private final List<Field> sequences;
    private final TableWriter rows;
    private final IntWriter ids;
    private final List<ListWriter> lists;
    private final FloatWriter numbers;
    private final FloatWriter labels;
    private final Optional<FloatWriter> weights;
    private final Optional<IntWriter> users;

    /// @param weighted whether rows have weights
    /// @param grouped whether they have users
    RowColumns(FileWriter file, Schema schema, boolean weighted, boolean grouped) throws IOException {
        sequences = schema.of(Field.Kind.SEQUENCE);
        rows = file.table(TableFile.ROWS, TableRows.columns(schema, weighted, grouped));
        ids = rows.ints(TableRows.SPARSE);
        lists = sequences.stream()
                .map(field -> rows.lists(TableRows.sequence(field)))
                .toList();
        numbers = rows.floats(TableRows.DENSE);
        labels = rows.floats(TableRows.LABEL);
        weights = weighted ? Optional.of(rows.floats(TableRows.WEIGHT)) : Optional.empty();
        users = grouped ? Optional.of(rows.ints(TableRows.GROUP)) : Optional.empty();
    }

    /// How many so far.
    int size() {
        return Math.toIntExact(rows.rows());
    }

    void add(RowBuffer row, float label, float weight, int user) throws IOException {
        row.writeTo(ids, lists, numbers);
        labels.add(label);
        if (weights.isPresent()) {
            weights.get().add(weight);
        }
        if (users.isPresent()) {
            users.get().add(user);
        }
        rows.endRow();
    }

    /// @param arena to be closed before the file is finished
    Fitting.RowsRead soFar(Arena arena) throws IOException {
        List<ColumnValues.Lists> read = new ArrayList<>();
        for (ListWriter list : lists) {
            read.add(list.soFar(arena));
        }
        return new Fitting.RowsRead(ids.soFar(arena), read, numbers.soFar(arena), labels.soFar(arena));
    }

    /// @param arena to be closed before the file is finished
    Optional<ColumnValues.Ints> users(Arena arena) throws IOException {
        return users.isPresent() ? Optional.of(users.get().soFar(arena)) : Optional.empty();
    }

    /// Has numbers become ids, and numbers scaled, when the file is finished.
    void encode(Fitting fitting) {
        ids.renumber(fitting.ids());
        numbers.map(fitting.functions());
        for (int i = 0; i < lists.size(); i++) {
            lists.get(i).shorten(fitting.listIds().get(i), sequences.get(i).length());
        }
    }
}
