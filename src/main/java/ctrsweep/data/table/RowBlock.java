package ctrsweep.data.table;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/// Consecutive rows of a file, column by column. A column's bytes are made when they are first asked for. Safe for
/// several threads as long as no column or problem is added.
final class RowBlock {
    static final double[] NO_NUMBERS = new double[0];
    static final RowBlock NONE = new RowBlock(0, _ -> new Place("", 1, 1));

    private static final Cells UNMADE = Cells.empty();

    private final int size;
    private final IntFunction<Place> places;
    private final List<Supplier<Cells>> makers = new ArrayList<>();
    private Cells[] cells = new Cells[0];
    private double[][] numbers = new double[0][];
    private final Map<Integer, BadRow> problems = new TreeMap<>();
    private Runnable check = () -> {};

    /// Where a row stands.
    ///
    /// @param words the file and the row, for messages
    /// @param line its first, from 1; of a Parquet file the row's number
    /// @param lines that it takes: more than one where a value in quotes has line breaks
    record Place(String words, long line, long lines) {}

    /// @param places of the rows
    RowBlock(int size, IntFunction<Place> places) {
        this.size = size;
        this.places = places;
    }

    int size() {
        return size;
    }

    int columns() {
        return cells.length;
    }

    Place place(int row) {
        return places.apply(row);
    }

    void addColumn(Supplier<Cells> maker) {
        addColumn(maker, NO_NUMBERS);
    }

    /// @param ofRows what the texts stand for, or no number
    void addColumn(Supplier<Cells> maker, double[] ofRows) {
        makers.add(maker);
        cells = Arrays.copyOf(cells, makers.size());
        cells[makers.size() - 1] = UNMADE;
        numbers = Arrays.copyOf(numbers, makers.size());
        numbers[makers.size() - 1] = ofRows;
    }

    /// Adds columns of texts.
    ///
    /// @param rows of each row its texts
    /// @param width texts of each row
    void addTexts(List<List<String>> rows, int width) {
        for (int column = 0; column < width; column++) {
            int place = column;
            addColumn(() -> cells(rows, place));
        }
    }

    private static Cells cells(List<List<String>> rows, int place) {
        byte[] bytes = new byte[8 * rows.size() + 8];
        int[] offsets = new int[rows.size() + 1];
        int end = 0;
        for (int row = 0; row < rows.size(); row++) {
            List<String> values = rows.get(row);
            if (place < values.size()) {
                byte[] utf8 = values.get(place).getBytes(StandardCharsets.UTF_8);
                if (utf8.length > bytes.length - end) {
                    bytes = Arrays.copyOf(bytes, Math.addExact(end, utf8.length) + bytes.length / 2);
                }
                System.arraycopy(utf8, 0, bytes, end, utf8.length);
                end += utf8.length;
            }
            offsets[row + 1] = end;
        }
        return Cells.joined(bytes, offsets);
    }

    /// The bytes of a column. Two threads that ask first may both make them.
    Cells cells(int column) {
        Cells made = cells[column];
        if (made == UNMADE) {
            made = makers.get(column).get();
            cells[column] = made;
        }
        return made;
    }

    /// The numbers of a column: NaN where one is missing; none where the file has no numbers.
    double[] numbers(int column) {
        return numbers[column];
    }

    /// Sets what [#check] does.
    void checkBy(Runnable given) {
        check = given;
    }

    /// Notes the rows that have bytes which are no text.
    void check() {
        check.run();
    }

    /// Notes the first column of a row whose bytes are no text.
    ///
    /// @param what the problem of a column
    void requireText(int row, IntFunction<String> what) {
        for (int column = 0; column < columns(); column++) {
            if (cells(column).text(row).indexOf(TextFormat.REPLACEMENT) >= 0) {
                addProblem(row, new BadRow(what.apply(column)));
                return;
            }
        }
    }

    /// Notes that a row cannot be read. Only the first problem of a row counts.
    void addProblem(int row, BadRow problem) {
        problems.putIfAbsent(row, problem);
    }

    boolean isBad(int row) {
        return !problems.isEmpty() && problems.containsKey(row);
    }

    /// The rows that cannot be read.
    Map<Integer, BadRow> problems() {
        return problems;
    }
}
