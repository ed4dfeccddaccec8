package ctrsweep.data.table;

import ctrsweep.data.DataException;
import ctrsweep.data.parquet.ColumnBlock;
import ctrsweep.data.parquet.ParquetTable;
import ctrsweep.data.parquet.TextColumn;
import ctrsweep.files.FileProblem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads rows of Parquet files: columns by name, whatever their order in the file, and only those that are used.
///
/// @param all names of a row's columns
/// @param used those that are read; the others are empty
/// @param separators by column: what the values of its lists are joined with, to be separated again
record ParquetRows(List<String> all, List<String> used, Map<String, String> separators) {
    private static final byte[] NOTHING = new byte[0];

    ParquetRows {
        all = List.copyOf(all);
        used = List.copyOf(used);
        separators = Map.copyOf(separators);
    }

    interface RowAction {
        /// @param number of the row in its file, from 1
        /// @param row its values, good until the next row
        /// @param bad the column with bytes that are no text, if there is one
        void accept(long number, Row row, Optional<String> bad);
    }

    /// Names of a file's columns.
    static List<String> columns(Path file) {
        return reading(file, ParquetTable::columns);
    }

    /// Hands over all rows.
    ///
    /// @throws DataException when the file cannot be read
    void forEach(Path file, RowAction action) {
        reading(file, table -> {
            int[] places = all.stream().mapToInt(used::indexOf).toArray();
            Row row = new Row();
            try (ParquetTable.Blocks blocks = table.read(used, separators)) {
                for (Optional<ColumnBlock> next = blocks.next(); next.isPresent(); next = blocks.next()) {
                    forEach(next.get(), places, row, action);
                }
            }
            return places;
        });
    }

    private void forEach(ColumnBlock block, int[] places, Row row, RowAction action) {
        TextColumn[] columns = block.columns().toArray(TextColumn[]::new);
        boolean isText = Arrays.stream(columns).allMatch(TextColumn::isText);
        for (int at = 0; at < block.size(); at++) {
            row.clear(isText);
            for (int place : places) {
                if (place < 0) {
                    row.add(NOTHING, 0, 0);
                } else {
                    row.add(columns[place].bytes(), columns[place].begin(at), columns[place].end(at));
                }
            }
            action.accept(block.first() + at, row, isText ? Optional.empty() : notText(row));
        }
    }

    private Optional<String> notText(Row row) {
        for (int column = 0; column < row.size(); column++) {
            if (row.text(column).indexOf(TextFormat.REPLACEMENT) >= 0) {
                return Optional.of(all.get(column));
            }
        }
        return Optional.empty();
    }

    private interface Content<T> {
        T of(ParquetTable table);
    }

    private static <T> T reading(Path file, Content<T> read) {
        try (ParquetTable table = ParquetTable.open(file, Runtime.getRuntime().availableProcessors())) {
            return read.of(table);
        } catch (IOException e) {
            throw new DataException("%s: cannot be closed: %s".formatted(file, FileProblem.of(e)), e);
        }
    }
}
