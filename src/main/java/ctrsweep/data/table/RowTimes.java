package ctrsweep.data.table;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// User and time of each row, in the order of the files.
final class RowTimes {
    private static final int FIRST = 1024;

    private final Map<String, Integer> numbers = new HashMap<>();
    private int[] users = new int[FIRST];
    private long[] times = new long[FIRST];
    private int size;

    void add(String user, long time) {
        if (size == times.length) {
            users = Arrays.copyOf(users, size * 2);
            times = Arrays.copyOf(times, size * 2);
        }
        users[size] = numbers.computeIfAbsent(user, _ -> numbers.size());
        times[size++] = time;
    }

    int size() {
        return size;
    }

    int userCount() {
        return numbers.size();
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
}
