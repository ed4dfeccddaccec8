package ctrsweep.data.table;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/// User and time of each row, in the order of the files: 12 bytes of memory a row.
final class RowTimes {
    private static final int FIRST = 1024;

    private int[] users = new int[FIRST];
    private long[] times = new long[FIRST];
    private int size;
    private int userCount;

    /// @param user from 0
    void add(int user, long time) {
        if (size == times.length) {
            users = Arrays.copyOf(users, size + size / 2);
            times = Arrays.copyOf(times, size + size / 2);
        }
        users[size] = user;
        times[size++] = time;
        userCount = Math.max(userCount, user + 1);
    }

    int size() {
        return size;
    }

    int userCount() {
        return userCount;
    }

    int user(int row) {
        return users[row];
    }

    long time(int row) {
        return times[row];
    }

    long[] ascending() {
        long[] sorted = Arrays.copyOf(times, size);
        Arrays.sort(sorted);
        return sorted;
    }

    /// Whether a row comes after another: rows of one time stand in the order of the files, as a stable sort by
    /// time leaves them. People rate many items within a second, and held-out rows depend on it.
    boolean isAfter(int row, int other) {
        return times[row] > times[other] || (times[row] == times[other] && row > other);
    }

    /// Orders rows by time, as [#isAfter] does.
    ///
    /// @param rows in the order of the files
    int[] chronological(int[] rows) {
        return IntStream.of(rows)
                .boxed()
                .sorted(Comparator.comparingLong(row -> times[row]))
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
