package ctrsweep.data;

import ctrsweep.data.parquet.ColumnBlock;
import ctrsweep.data.parquet.ParquetTable;
import ctrsweep.data.parquet.ValueColumn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The columns of a Parquet file that have one value in each row, or lists whose values are one text.
final class RawParquetFile extends RawFile {
    private static final int BLOCK_ROWS = 4096;

    private final Path file;
    private final ParquetTable table;
    private final List<String> header;
    private final ParquetTable.Blocks blocks;
    /// Rows that were read and not yet handed out.
    private final Deque<RawRow> ready = new ArrayDeque<>();

    private RawParquetFile(Path file, ParquetTable table, Map<String, Set<String>> separators) {
        this.file = file;
        this.table = table;
        header = table.textColumns(separators.keySet());
        blocks = table.read(header, separators, BLOCK_ROWS);
    }

    static RawParquetFile ofFile(Path file, Map<String, Set<String>> separators) {
        return new RawParquetFile(
                file, ParquetTable.open(file, Runtime.getRuntime().availableProcessors()), separators);
    }

    @Override
    public String name() {
        return file.toString();
    }

    @Override
    public String headerPlace() {
        return name();
    }

    @Override
    public List<String> header() {
        return header;
    }

    @Override
    public List<RawRow> next(int most) {
        Optional<ColumnBlock> block = ready.size() < most ? blocks.next() : Optional.empty();
        while (block.isPresent()) {
            add(block.get());
            block = ready.size() < most ? blocks.next() : Optional.empty();
        }
        List<RawRow> rows = new ArrayList<>();
        while (rows.size() < most && !ready.isEmpty()) {
            rows.add(ready.remove());
        }
        return rows;
    }

    private void add(ColumnBlock block) {
        for (int row = 0; row < block.size(); row++) {
            List<String> values = new ArrayList<>(header.size());
            for (ValueColumn column : block.columns()) {
                values.add(column.text().string(row));
            }
            ready.add(new RawRow("%s: row %d".formatted(file, block.first() + row), header, values));
        }
    }

    @Override
    public void close() {
        blocks.close();
        try {
            table.close();
        } catch (IOException e) {
            throw new UncheckedIOException("%s: cannot be closed".formatted(file), e);
        }
    }
}
