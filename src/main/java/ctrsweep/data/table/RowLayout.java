package ctrsweep.data.table;

import ctrsweep.data.column.ColumnFile;
import ctrsweep.data.column.ColumnTable;
import ctrsweep.data.column.ColumnType;
import ctrsweep.data.column.FileWriter;
import ctrsweep.data.column.TableWriter;
import ctrsweep.settings.TableJoin;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/// The columns of a table's rows.
///
/// @param own those of the files themselves
/// @param joins the settings of the joined files
/// @param joined in the order of the settings
/// @param columns those of the files and of what is joined to them
record RowLayout(RowHeader own, List<TableJoin> joins, List<JoinedFile> joined, RowHeader columns) {
    /// Name of the table that holds the names of those of the files' columns that are used.
    static final String COLUMNS = "columns";

    /// Begin of the name of the table that holds a joined file; its place in the settings follows.
    static final String JOINED = "joined ";

    private static final String NAME = "name";

    RowLayout {
        joins = List.copyOf(joins);
        joined = List.copyOf(joined);
    }

    /// Reads a joined file.
    interface JoinReading {
        /// @param rows the columns that rows have before
        JoinedFile of(int place, TableJoin join, RowHeader rows);
    }

    static RowLayout of(RowHeader own, List<TableJoin> joins, JoinReading reading) {
        List<JoinedFile> joined = new ArrayList<>();
        RowHeader all = own;
        for (TableJoin join : joins) {
            JoinedFile file = reading.of(joined.size(), join, all);
            joined.add(file);
            List<String> names = new ArrayList<>(all.names());
            names.addAll(file.added());
            all = new RowHeader("data.table.joins." + join.file(), names);
        }
        return new RowLayout(own, joins, joined, all);
    }

    /// What [#write] wrote.
    static RowLayout of(ColumnFile file, List<TableJoin> joins) {
        ColumnTable names = file.table(COLUMNS);
        RowHeader own = new RowHeader(
                file.path().toString(),
                LongStream.range(0, names.rows())
                        .mapToObj(row -> new String(names.texts(NAME).row(row), StandardCharsets.UTF_8))
                        .toList());
        return of(own, joins, (place, join, rows) -> new JoinedFile(file.table(JOINED + place), join, rows));
    }

    /// @param used the columns that settings name, of which those of the files are written
    void write(FileWriter file, List<String> used) throws IOException {
        TableWriter names = file.table(COLUMNS, List.of(ColumnType.texts(NAME)));
        for (String name : used.stream().filter(own::has).toList()) {
            byte[] text = own.names().get(own.at(name, "data.table")).getBytes(StandardCharsets.UTF_8);
            names.texts(NAME).add(text, 0, text.length);
            names.endRow();
        }
        for (int i = 0; i < joins.size(); i++) {
            joined.get(i).write(file, JOINED + i, joins.get(i));
        }
    }

    /// Adds what is joined to a row of the files.
    void join(Row row) {
        joined.forEach(file -> file.of(row).forEach(row::add));
    }
}
