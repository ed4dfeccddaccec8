package ctrsweep.data.table;

import ctrsweep.data.DataException;
import ctrsweep.data.column.ColumnTable;
import ctrsweep.data.column.ColumnType;
import ctrsweep.data.column.FileWriter;
import ctrsweep.data.column.TableWriter;
import ctrsweep.data.text.ParquetSignature;
import ctrsweep.data.text.TextRecord;
import ctrsweep.settings.TableJoin;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// A file whose columns are added to the rows with the same key; it is held in memory.
final class JoinedFile {
    private static final int BLOCK_ROWS = 4096;
    private static final String KEY = "on ";
    private static final String ADDED = "add ";

    private final List<String> added;
    private final List<String> nothing;
    private final RowHeader header;
    private final int[] keyOfRow;
    private final Map<List<String>, List<String>> byKey = new LinkedHashMap<>();

    /// @param rows the columns that rows have before
    /// @param separators by column: what the values of lists are joined with
    JoinedFile(Path folder, TableJoin join, TextFormat format, RowHeader rows, Map<String, Set<String>> separators) {
        Path file = folder.resolve(join.file());
        Reading reading = new Reading(file, join);
        if (ParquetSignature.begins(file)) {
            reading.readParquet(separators);
        } else {
            format.forEach(file, (where, row) -> reading.accept(where, row, format));
        }
        added = reading.added;
        nothing = Collections.nCopies(added.size(), "");
        header = reading.header;
        keyOfRow = keys(join, rows);
    }

    /// @param table what [#write] wrote
    /// @param rows the columns that rows have before
    JoinedFile(ColumnTable table, TableJoin join, RowHeader rows) {
        added = table.columns().keySet().stream()
                .filter(column -> column.startsWith(ADDED))
                .map(column -> column.substring(ADDED.length()))
                .toList();
        nothing = Collections.nCopies(added.size(), "");
        header = new RowHeader(
                join.file(),
                Stream.concat(join.on().stream(), added.stream()).distinct().toList());
        keyOfRow = keys(join, rows);
        for (long row = 0; row < table.rows(); row++) {
            byKey.put(texts(table, KEY, join.on(), row), texts(table, ADDED, added, row));
        }
    }

    private static List<String> texts(ColumnTable table, String kind, List<String> names, long row) {
        return names.stream()
                .map(name -> new String(table.texts(kind + name).row(row), StandardCharsets.UTF_8))
                .toList();
    }

    private static int[] keys(TableJoin join, RowHeader rows) {
        return join.on().stream()
                .mapToInt(key -> rows.at(key, "data.table.joins." + join.file() + ".on"))
                .toArray();
    }

    /// Writes all keys with what they add.
    void write(FileWriter file, String name, TableJoin join) throws IOException {
        List<ColumnType> columns = Stream.concat(
                        join.on().stream().map(key -> KEY + key), added.stream().map(column -> ADDED + column))
                .map(ColumnType::texts)
                .toList();
        TableWriter table = file.table(name, columns);
        for (Map.Entry<List<String>, List<String>> entry : byKey.entrySet()) {
            List<String> values = Stream.concat(entry.getKey().stream(), entry.getValue().stream())
                    .toList();
            for (int i = 0; i < values.size(); i++) {
                byte[] text = values.get(i).getBytes(StandardCharsets.UTF_8);
                table.texts(columns.get(i).name()).add(text, 0, text.length);
            }
            table.endRow();
        }
    }

    /// Names of the columns that it adds.
    List<String> added() {
        return added;
    }

    /// Names of all its columns.
    RowHeader header() {
        return header;
    }

    /// What it adds to a row: empty values where there is no partner.
    List<String> of(Row row) {
        List<String> key = new ArrayList<>(keyOfRow.length);
        for (int column : keyOfRow) {
            key.add(row.text(column));
        }
        return byKey.getOrDefault(key, nothing);
    }

    private static List<String> picked(List<String> values, int[] columns) {
        return Arrays.stream(columns).mapToObj(values::get).toList();
    }

    private final class Reading {
        private final Path file;
        private final TableJoin join;
        private RowHeader header = new RowHeader("", List.of());
        private int[] key = new int[0];
        private int[] taken = new int[0];
        private List<String> added = List.of();

        Reading(Path file, TableJoin join) {
            this.file = file;
            this.join = join;
        }

        void accept(TextRecord where, Row row, TextFormat format) {
            String place = file + ":" + where.line();
            if (header.size() == 0) {
                boolean titled = join.columns().isEmpty();
                columns(place, titled ? RowHeader.ofHeader(place, row.texts()) : new RowHeader(place, join.columns()));
                if (titled) {
                    return;
                }
            }
            requireRow(place, where, row, format);
            put(place, row.texts());
        }

        void readParquet(Map<String, Set<String>> separators) {
            if (!join.columns().isEmpty()) {
                throw new DataException(
                        "data.table.joins.%s.columns: it is a Parquet file, which names its columns; leave this out"
                                .formatted(join.file()));
            }
            columns(file.toString(), new RowHeader(file.toString(), ParquetRows.columns(file)));
            List<String> used =
                    Stream.concat(join.on().stream(), added.stream()).distinct().toList();
            new ParquetRows(header.names(), used, separators).forEach(file, BLOCK_ROWS, 1, this::put);
        }

        private void put(RowBlock block) {
            block.check();
            Row row = new Row(block);
            for (int at = 0; at < block.size(); at++) {
                String place = block.place(at).words();
                BadRow problem = block.problems().get(at);
                if (problem != null) {
                    throw new DataException("%s: %s".formatted(place, problem.getMessage()), problem);
                }
                row.goTo(at);
                put(place, row.texts());
            }
        }

        private void requireRow(String place, TextRecord where, Row row, TextFormat format) {
            if (row.size() != header.size()) {
                throw new DataException("%s: has %d columns, not %d%s"
                        .formatted(
                                place,
                                row.size(),
                                header.size(),
                                where.lines() > 1
                                        ? "; the row takes lines %d to %d; %s"
                                                .formatted(where.line(), where.lastLine(), TextFormat.NOT_QUOTED)
                                        : ""));
            }
            if (where.isMadeOfRows(format.separator(), header.size())) {
                throw new DataException(
                        "%s: a value in quotes has line breaks, and all lines to %d are rows of their own; %s"
                                .formatted(place, where.lastLine(), TextFormat.NOT_QUOTED));
            }
            try {
                format.requireText(row);
            } catch (BadRow e) {
                throw new DataException("%s: %s".formatted(place, e.getMessage()), e);
            }
        }

        private void columns(String place, RowHeader columns) {
            header = columns;
            List<String> names = columns.names();
            key = join.on().stream().mapToInt(name -> columns.at(name, place)).toArray();
            added = join.add().isEmpty()
                    ? names.stream().filter(name -> !join.on().contains(name)).toList()
                    : join.add();
            taken = added.stream().mapToInt(name -> columns.at(name, place)).toArray();
        }

        private void put(String place, List<String> values) {
            List<String> ofKey = picked(values, key);
            List<String> further = picked(values, taken);
            List<String> before = byKey.get(ofKey);
            if (before == null) {
                byKey.put(ofKey, further);
            } else if (join.collect().isEmpty()) {
                throw new DataException("%s: the key %s is there twice; set collect to put their values together"
                        .formatted(place, String.join(", ", ofKey)));
            } else {
                List<String> both = new ArrayList<>(before.size());
                for (int i = 0; i < before.size(); i++) {
                    both.add(before.get(i) + join.collect() + further.get(i));
                }
                byKey.put(ofKey, both);
            }
        }
    }
}
