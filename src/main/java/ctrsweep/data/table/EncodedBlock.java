package ctrsweep.data.table;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

/// A block of rows and what was read of them. Several threads may add problems.
final class EncodedBlock {
    private final SplitPart part;
    private final RowBlock source;
    private final EncodedRows rows;
    private final TargetReader.Target[] targets;
    private final Map<Integer, Problem> problems = new HashMap<>();

    /// A row that cannot be read. Of several of a row, the first in this order counts: a row's target is read
    /// before its fields, and what is computed from several columns before them all.
    ///
    /// @param step of the reading
    /// @param rank of the field
    record Problem(int row, int step, int rank, BadRow what) {
        static final Comparator<Problem> ORDER =
                Comparator.comparingInt(Problem::step).thenComparingInt(Problem::rank);
    }

    /// @param part of the file, where files are parts
    EncodedBlock(SplitPart part, RowBlock source, EncodedRows rows) {
        this.part = part;
        this.source = source;
        this.rows = rows;
        targets = new TargetReader.Target[source.size()];
    }

    SplitPart part() {
        return part;
    }

    RowBlock source() {
        return source;
    }

    EncodedRows rows() {
        return rows;
    }

    /// Reads what rows have besides their fields.
    void read(TargetReader reader) {
        Row row = new Row(source);
        for (int at = 0; at < targets.length; at++) {
            if (source.isBad(at)) {
                continue;
            }
            row.goTo(at);
            try {
                targets[at] = reader.of(row);
            } catch (BadRow e) {
                add(new Problem(at, -1, 0, e));
            }
        }
    }

    /// What a row without a problem has besides its fields.
    TargetReader.Target target(int row) {
        return targets[row];
    }

    synchronized void add(Problem problem) {
        problems.merge(problem.row(), problem, (one, other) -> Problem.ORDER.compare(one, other) <= 0 ? one : other);
    }

    /// Why rows cannot be read.
    synchronized Map<Integer, BadRow> problems() {
        if (problems.isEmpty()) {
            return source.problems();
        }
        Map<Integer, BadRow> all = new HashMap<>(source.problems());
        problems.forEach((row, problem) -> all.putIfAbsent(row, problem.what()));
        return all;
    }
}
