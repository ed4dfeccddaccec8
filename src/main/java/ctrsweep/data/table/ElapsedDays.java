package ctrsweep.data.table;

import ctrsweep.data.column.ColumnValues;
import ctrsweep.data.column.IntWriter;
import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;

/// The days from one time to another where one is the row's and the other its item's: of a negative they are times of
/// two rows, so that the value is encoded for each number of days once, and looked up.
final class ElapsedDays {
    private static final long MISSING = Long.MIN_VALUE;

    private final ColumnValues.Ints times;
    private final boolean sinceOfItem;
    private final long first;
    private final double[] byDays;
    private final double missing;

    /// @param times (rows, 4): what [Kept#write] wrote
    /// @param sinceOfItem whether the item's time is the earlier one
    /// @param coder encodes the number of days, at place 0 of a row
    ElapsedDays(ColumnValues.Ints times, boolean sinceOfItem, FieldCoder coder) {
        this.times = times;
        this.sinceOfItem = sinceOfItem;
        long[] until = range(0);
        long[] since = range(1);
        missing = encoded(coder, "");
        if (until[0] > until[1] || since[0] > since[1]) {
            first = 0;
            byDays = new double[0];
            return;
        }
        first = TimeParser.days(since[1], until[0]);
        byDays = new double[Math.toIntExact(TimeParser.days(since[0], until[1]) - first + 1)];
        for (int i = 0; i < byDays.length; i++) {
            byDays[i] = encoded(coder, Long.toString(first + i));
        }
    }

    private static double encoded(FieldCoder coder, String days) {
        EncodedRows rows = new EncodedRows(1, 1, 1, 0);
        coder.read(Row.of(List.of(days)), new RowBuffer(rows, new RowBuffer.Places(0, 0, 0, 0)));
        return coder instanceof DenseCoder dense
                ? dense.function(dense.scales().getFirst()).applyAsDouble(rows.numbers()[0])
                : rows.ids()[0];
    }

    /// The least and the greatest time that is there.
    private long[] range(int place) {
        long least = Long.MAX_VALUE;
        long most = Long.MIN_VALUE;
        for (int row = 0; row < times.rows(); row++) {
            long time = time(row, place);
            if (time != MISSING) {
                least = Math.min(least, time);
                most = Math.max(most, time);
            }
        }
        return new long[] {least, most};
    }

    private long time(int row, int place) {
        return ((long) times.at(row, 2 * place) << Integer.SIZE) | (times.at(row, 2 * place + 1) & 0xFFFFFFFFL);
    }

    double of(int row, int itemRow) {
        long until = time(sinceOfItem ? row : itemRow, 0);
        long since = time(sinceOfItem ? itemRow : row, 1);
        return until == MISSING || since == MISSING ? missing : byDays[(int) (TimeParser.days(since, until) - first)];
    }

    /// A row's two times, of which each may be missing.
    record Kept(OptionalLong until, OptionalLong since) {
        void write(IntWriter writer) throws IOException {
            for (OptionalLong time : List.of(until, since)) {
                long seconds = time.orElse(MISSING);
                writer.add((int) (seconds >> Integer.SIZE));
                writer.add((int) seconds);
            }
        }
    }
}
