package ctrsweep.data.table;

import ctrsweep.data.DataException;
import ctrsweep.data.parquet.ParquetTable;
import ctrsweep.data.text.ParquetSignature;
import ctrsweep.files.FileProblem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// The first rows of a file of which nothing is known.
///
/// @param separator between two columns; empty for a Parquet file
/// @param titled whether the file names its columns
/// @param lists columns of a Parquet file that are lists or maps; the rows do not have them
public record TableSample(
        String separator, boolean titled, List<String> names, List<List<String>> rows, List<String> lists) {
    private static final List<String> SEPARATORS = List.of(",", "\t", ";", "|");

    public TableSample {
        names = List.copyOf(names);
        rows = List.copyOf(rows);
        lists = List.copyOf(lists);
    }

    /// Ends the reading of a file.
    private static final class Enough extends RuntimeException {
        private static final long serialVersionUID = 1;

        Enough() {
            super("enough rows", null, false, false);
        }
    }

    /// @param most rows that are read
    /// @throws DataException if the file cannot be read, or has no rows
    public static TableSample of(Path file, int most) {
        TableSample sample = ParquetSignature.begins(file) ? ofParquet(file, most) : ofText(file, most);
        if (sample.rows.isEmpty()) {
            throw new DataException("%s: has no rows".formatted(file));
        }
        return sample;
    }

    /// The values of a column.
    public List<String> column(int place) {
        return rows.stream().map(row -> row.get(place)).toList();
    }

    private static TableSample ofParquet(Path file, int most) {
        List<String> all = ParquetRows.columns(file);
        List<String> single;
        try (ParquetTable table = ParquetTable.open(file, 1)) {
            single = table.textColumns(Set.of());
        } catch (IOException e) {
            throw new DataException("%s: cannot be closed: %s".formatted(file, FileProblem.of(e)), e);
        }
        List<List<String>> rows = new ArrayList<>();
        upTo(most, rows, () -> new ParquetRows(single, single, Map.of()).forEach(file, most, 1, block -> {
            Row row = new Row(block);
            for (int at = 0; at < block.size(); at++) {
                row.goTo(at);
                add(row.texts(), rows, most);
            }
        }));
        List<String> lists = all.stream().filter(name -> !single.contains(name)).toList();
        return new TableSample("", true, single, rows, lists);
    }

    /// The separator is the one that makes the most columns of the first line. A first line without numbers names
    /// them.
    private static TableSample ofText(Path file, int most) {
        String separator = SEPARATORS.stream()
                .max(Comparator.comparingInt(each -> first(file, each).size()))
                .orElseThrow();
        List<String> first = first(file, separator);
        boolean titled = first.stream().noneMatch(name -> name.isBlank() || BinaryLabels.isLabelLike(name))
                && first.stream().distinct().count() == first.size();
        List<List<String>> rows = new ArrayList<>();
        boolean[] isFirst = {titled};
        upTo(most, rows, () -> format(separator).forEach(file, (where, row) -> {
            if (isFirst[0]) {
                isFirst[0] = false;
            } else if (row.size() == first.size()) {
                add(row.texts(), rows, most);
            }
        }));
        List<String> names = titled
                ? first.stream().map(String::strip).toList()
                : Stream.iterate(1, number -> number + 1)
                        .limit(first.size())
                        .map(String::valueOf)
                        .toList();
        return new TableSample(separator, titled, names, rows, List.of());
    }

    private static TextFormat format(String separator) {
        return new TextFormat(separator, true, StandardCharsets.UTF_8);
    }

    private static List<String> first(Path file, String separator) {
        return format(separator).first(file).orElseThrow(() -> new DataException("%s: is empty".formatted(file)));
    }

    private static void upTo(int most, List<List<String>> rows, Runnable reading) {
        try {
            reading.run();
        } catch (Enough _) {
            assert rows.size() == most;
        }
    }

    private static void add(List<String> row, List<List<String>> rows, int most) {
        rows.add(row);
        if (rows.size() == most) {
            throw new Enough();
        }
    }
}
