package ctrsweep.data.column;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/// Tables of random columns, as lists: what a file must give back. An object for each row and column.
record RandomTables(Map<String, List<ColumnType>> columns, Map<String, List<List<Object>>> rows) {
    static final Fingerprint FINGERPRINT = new Fingerprint.Parts().text("data").fingerprint();

    static RandomTables of(SplittableRandom random, int mostRows) {
        Map<String, List<ColumnType>> columns = new LinkedHashMap<>();
        Map<String, List<List<Object>>> rows = new LinkedHashMap<>();
        for (int table = random.nextInt(1, 4); table > 0; table--) {
            List<ColumnType> given = new ArrayList<>();
            for (int column = random.nextInt(6); column > 0; column--) {
                ColumnType.Kind kind = ColumnType.Kind.of(random.nextInt(4));
                given.add(new ColumnType("Spalte " + column + "ä", kind, kind.isRagged() ? 1 : random.nextInt(1, 9)));
            }
            List<List<Object>> made = new ArrayList<>();
            for (int row = random.nextInt(3) == 0 ? 0 : random.nextInt(mostRows); row > 0; row--) {
                made.add(given.stream().map(column -> value(column, random)).toList());
            }
            columns.put("table " + table, given);
            rows.put("table " + table, made);
        }
        return new RandomTables(columns, rows);
    }

    private static Object value(ColumnType column, SplittableRandom random) {
        return switch (column.kind()) {
            case INTS -> random.ints(column.width()).toArray();
            case FLOATS -> {
                float[] floats = new float[column.width()];
                for (int i = 0; i < floats.length; i++) {
                    floats[i] = Float.intBitsToFloat(random.nextInt() & 0xFF7FFFFF);
                }
                yield floats;
            }
            case LISTS ->
                random.ints(random.nextInt(4) * (long) random.nextInt(9)).toArray();
            case TEXTS -> {
                byte[] bytes = new byte[random.nextInt(4) * random.nextInt(9)];
                random.nextBytes(bytes);
                yield bytes;
            }
        };
    }

    Path writtenTo(Path folder) throws IOException {
        Path file = folder.resolve("random.columns");
        try (FileWriter writer = new FileWriter(file, BuildFolders.of(file))) {
            into(writer);
            writer.finish(FINGERPRINT);
        }
        return file;
    }

    void into(FileWriter writer) throws IOException {
        for (Map.Entry<String, List<ColumnType>> table : columns.entrySet()) {
            TableWriter target = writer.table(table.getKey(), table.getValue());
            for (List<Object> row : rows.getOrDefault(table.getKey(), List.of())) {
                for (int i = 0; i < row.size(); i++) {
                    add(target, table.getValue().get(i), row.get(i));
                }
                target.endRow();
            }
        }
    }

    private static void add(TableWriter target, ColumnType column, Object value) throws IOException {
        switch (column.kind()) {
            case INTS -> {
                for (int each : (int[]) value) {
                    target.ints(column.name()).add(each);
                }
            }
            case FLOATS -> {
                for (float each : (float[]) value) {
                    target.floats(column.name()).add(each);
                }
            }
            case LISTS -> {
                for (int each : (int[]) value) {
                    target.lists(column.name()).add(each);
                }
            }
            case TEXTS -> {
                byte[] bytes = (byte[]) value;
                target.texts(column.name()).add(bytes, 0, bytes.length);
            }
        }
    }

    /// The rows that a file has, in the form of these.
    static RandomTables in(ColumnFile file, RandomTables like) {
        Map<String, List<List<Object>>> rows = new LinkedHashMap<>();
        file.tables().forEach((name, table) -> {
            List<List<Object>> read = new ArrayList<>();
            for (long row = 0; row < table.rows(); row++) {
                List<Object> values = new ArrayList<>();
                for (ColumnValues column : table.columns().values()) {
                    values.add(
                            switch (column) {
                                case ColumnValues.Ints ints -> ints.rows(row, row + 1);
                                case ColumnValues.Floats floats -> floats.rows(row, row + 1);
                                case ColumnValues.Lists lists -> lists.row(row);
                                case ColumnValues.Texts texts -> texts.row(row);
                            });
                }
                read.add(values);
            }
            rows.put(name, read);
        });
        return new RandomTables(like.columns(), rows);
    }

    /// Whether all rows are equal, their arrays by content.
    boolean isLike(RandomTables other) {
        return Arrays.deepEquals(arrays(), other.arrays());
    }

    private Object[] arrays() {
        return rows.values().stream()
                .map(table -> table.stream().map(List::toArray).toArray())
                .toArray();
    }
}
