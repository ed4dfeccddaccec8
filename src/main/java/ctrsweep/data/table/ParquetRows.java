package ctrsweep.data.table;

import ctrsweep.data.DataException;
import ctrsweep.data.parquet.ColumnBlock;
import ctrsweep.data.parquet.ParquetTable;
import ctrsweep.data.parquet.TextColumn;
import ctrsweep.data.parquet.ValueColumn;
import ctrsweep.files.FileProblem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// Reads rows of Parquet files: columns by name, whatever their order in the file, and only those that are used.
///
/// @param all names of a row's columns
/// @param used those that are read; the others are empty
/// @param separators by column: what the values of its lists are joined with, to be separated again
record ParquetRows(List<String> all, List<String> used, Map<String, Set<String>> separators) {

    ParquetRows {
        all = List.copyOf(all);
        used = List.copyOf(used);
        separators = Map.copyOf(separators);
    }

    /// Names of a file's columns.
    static List<String> columns(Path file) {
        return reading(file, 1, ParquetTable::columns);
    }

    /// Hands over all rows.
    ///
    /// @param size rows of a block, at most
    /// @param threads that unpack pages
    /// @throws DataException when the file cannot be read
    void forEach(Path file, int size, int threads, Consumer<RowBlock> action) {
        reading(file, threads, table -> {
            try (ParquetTable.Blocks blocks = table.read(used, separators, size)) {
                for (Optional<ColumnBlock> next = blocks.next(); next.isPresent(); next = blocks.next()) {
                    action.accept(block(file, next.get()));
                }
            }
            return used;
        });
    }

    private RowBlock block(Path file, ColumnBlock columns) {
        long first = columns.first();
        RowBlock block = new RowBlock(
                columns.size(), row -> new RowBlock.Place("%s: row %d".formatted(file, first + row), first + row, 1));
        for (String name : all) {
            int place = used.indexOf(name);
            if (place < 0) {
                block.addColumn(Cells::empty);
            } else {
                ValueColumn column = columns.columns().get(place);
                block.addColumn(() -> cells(column), column.hasNumbers() ? column.numbers() : RowBlock.NO_NUMBERS);
            }
        }
        block.checkBy(() -> requireText(columns, block));
        return block;
    }

    private static Cells cells(ValueColumn column) {
        TextColumn text = column.text();
        return Cells.joined(text.bytes(), text.offsets());
    }

    private void requireText(ColumnBlock columns, RowBlock block) {
        boolean isText = columns.columns().stream()
                .filter(column -> !column.hasNumbers())
                .allMatch(column -> column.text().isText());
        for (int row = 0; row < block.size() && !isText; row++) {
            block.requireText(row, column -> "column %s has bytes that are not UTF-8 text".formatted(all.get(column)));
        }
    }

    private interface Content<T> {
        T of(ParquetTable table);
    }

    private static <T> T reading(Path file, int threads, Content<T> read) {
        try (ParquetTable table = ParquetTable.open(file, threads)) {
            return read.of(table);
        } catch (IOException e) {
            throw new DataException("%s: cannot be closed: %s".formatted(file, FileProblem.of(e)), e);
        }
    }
}
