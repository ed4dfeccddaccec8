package ctrsweep.data.table;

import java.util.Arrays;
import java.util.Comparator;

/// User, item and time of each row, in the order of the files: 16 bytes of memory a row.
final class RowTimes {
    private static final int FIRST = 1024;

    private int[] users = new int[FIRST];
    private int[] items = new int[FIRST];
    private long[] times = new long[FIRST];
    private int size;
    private int userCount;
    private int[] itemRanks = new int[0];

    /// @param user from 0
    /// @param item from 0; 0 for all rows where no negatives are drawn
    void add(int user, int item, long time) {
        if (size == times.length) {
            users = Arrays.copyOf(users, size + size / 2);
            items = Arrays.copyOf(items, size + size / 2);
            times = Arrays.copyOf(times, size + size / 2);
        }
        users[size] = user;
        items[size] = item;
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

    /// Whether a row comes after an earlier row of the file. People rate many items within a second: with negatives,
    /// rows of one time stand in the order in which their items first appear when all rows are gathered by user, as
    /// the original system's joins leave them, for the figures of its leave-one-out split depend on it.
    boolean isAfter(int row, int other) {
        return times[row] > times[other] || (times[row] == times[other] && itemRank(row) >= itemRank(other));
    }

    private int itemRank(int row) {
        return itemRanks.length == 0 ? 0 : itemRanks[items[row]];
    }

    /// Orders rows of one time by their items.
    ///
    /// @param count of items
    void rankItems(int count) {
        int[] ends = new int[userCount + 1];
        for (int row = 0; row < size; row++) {
            ends[users[row] + 1]++;
        }
        Arrays.parallelPrefix(ends, Integer::sum);
        int[] byUser = new int[size];
        for (int row = 0; row < size; row++) {
            byUser[ends[users[row]]++] = row;
        }
        int[] ranks = new int[count];
        int next = 0;
        for (int row : byUser) {
            ranks[items[row]] = ranks[items[row]] == 0 ? ++next : ranks[items[row]];
        }
        itemRanks = ranks;
    }

    /// Orders rows by time, and rows of one time by item and user.
    int[] chronological(int[] rows) {
        long[] sorted = ascending();
        int distinct = 0;
        for (long time : sorted) {
            if (distinct == 0 || sorted[distinct - 1] != time) {
                sorted[distinct++] = time;
            }
        }
        long[] keys = new long[rows.length];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = ((long) Arrays.binarySearch(sorted, 0, distinct, times[rows[i]]) << Integer.SIZE) | rows[i];
        }
        Arrays.sort(keys);
        Integer[] order = new Integer[0];
        int[] ordered = new int[rows.length];
        for (int begin = 0, end = 0; begin < keys.length; begin = end) {
            while (end < keys.length && keys[end] >>> Integer.SIZE == keys[begin] >>> Integer.SIZE) {
                end++;
            }
            order = Arrays.copyOf(order, end - begin);
            for (int i = begin; i < end; i++) {
                order[i - begin] = (int) keys[i];
            }
            Arrays.sort(order, Comparator.<Integer>comparingInt(this::itemRank).thenComparingInt(row -> users[row]));
            for (int i = begin; i < end; i++) {
                ordered[i] = order[i - begin];
            }
        }
        return ordered;
    }
}
