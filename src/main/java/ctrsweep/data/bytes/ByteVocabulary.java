package ctrsweep.data.bytes;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Numbers distinct values 0, 1, ... in the order in which they come, and counts them: open addressing with
/// linear probing, in arrays. Memory, in bytes: those of the values, twice and a half while they
/// grow, and at most 84 for each. For
/// one thread at a time when values are added; afterwards safe for several.
public final class ByteVocabulary {
    /// The number of a value that is not there.
    public static final int UNKNOWN = -1;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    /// 2^64 over the golden ratio, odd (Knuth, The Art of Computer Programming 3, 6.4).
    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

    /// As many as an array can have.
    private static final int MOST_BYTES = Integer.MAX_VALUE - 8;

    private static final int SMALLEST = 16;

    /// Of each slot the upper half of its value's hash, and below the value's number plus 1; 0 when free.
    private long[] slots = new long[2 * SMALLEST];
    /// Where each value's bytes begin, and behind them where the next one's would.
    private int[] begins = new int[SMALLEST + 1];
    private long[] counts = new long[SMALLEST];
    private byte[] text = new byte[8 * SMALLEST];
    private int size;

    /// Distinct values.
    public int size() {
        return size;
    }

    /// How often a value was added.
    public long count(int number) {
        return counts[number];
    }

    /// What [ctrsweep.data.column.IntWriter#renumber] takes: for each value's number its id, from 1 in the order
    /// of the numbers, or 0 when it was counted less than `least` times.
    public int[] ids(long least) {
        int[] ids = new int[size];
        int next = 1;
        for (int number = 0; number < size; number++) {
            ids[number] = counts[number] < least ? 0 : next++;
        }
        return ids;
    }

    /// A copy of a value's bytes.
    public byte[] value(int number) {
        return Arrays.copyOfRange(text, begins[number], begins[number + 1]);
    }

    /// The value's number, a new one if it is new. Counts it.
    ///
    /// @param to behind its last byte
    public int add(byte[] bytes, int from, int to) {
        int number = number(bytes, from, to);
        counts[number]++;
        return number;
    }

    /// The value's number, a new one if it is new, without counting it: of a row that must not decide which
    /// values are known.
    public int number(byte[] bytes, int from, int to) {
        long hash = hash(bytes, from, to);
        int slot = slot(hash, bytes, from, to);
        if (slots[slot] == 0) {
            append(bytes, from, to);
            slots[slot] = (hash & 0xFFFFFFFF00000000L) | size;
            if (size > slots.length / 2) {
                grow();
            }
            return size - 1;
        }
        return (int) slots[slot] - 1;
    }

    /// The value's number, or [#UNKNOWN].
    public int find(byte[] bytes, int from, int to) {
        return (int) slots[slot(hash(bytes, from, to), bytes, from, to)] - 1;
    }

    /// The value's slot, or the free one where it would be.
    private int slot(long hash, byte[] bytes, int from, int to) {
        int mask = slots.length - 1;
        int slot = (int) (hash >>> 32) & mask;
        while (true) {
            long there = slots[slot];
            if (there == 0 || (((there ^ hash) >>> 32) == 0 && isAt((int) there - 1, bytes, from, to))) {
                return slot;
            }
            slot = (slot + 1) & mask;
        }
    }

    private boolean isAt(int number, byte[] bytes, int from, int to) {
        int begin = begins[number];
        int length = to - from;
        if (begins[number + 1] - begin != length) {
            return false;
        }
        if (length == Long.BYTES) {
            return (long) LONG.get(text, begin) == (long) LONG.get(bytes, from);
        }
        return Arrays.equals(text, begin, begin + length, bytes, from, to);
    }

    private void append(byte[] bytes, int from, int to) {
        if (size + 1 == begins.length) {
            begins = Arrays.copyOf(begins, 2 * size + 1);
            counts = Arrays.copyOf(counts, 2 * size);
        }
        int begin = begins[size];
        long end = (long) begin + to - from;
        if (end > MOST_BYTES) {
            throw new IllegalStateException(
                    "%d distinct values have more than %d bytes: too many to be numbered".formatted(size, MOST_BYTES));
        }
        if (end > text.length) {
            text = Arrays.copyOf(text, (int) Math.min(MOST_BYTES, Math.max(end, 3L * text.length / 2)));
        }
        System.arraycopy(bytes, from, text, begin, to - from);
        size++;
        begins[size] = (int) end;
    }

    private void grow() {
        long[] old = slots;
        slots = new long[2 * old.length];
        int mask = slots.length - 1;
        for (long there : old) {
            if (there != 0) {
                int slot = (int) (there >>> 32) & mask;
                while (slots[slot] != 0) {
                    slot = (slot + 1) & mask;
                }
                slots[slot] = there;
            }
        }
    }

    /// Eight bytes at a time: multiplied, and the upper half folded down.
    private static long hash(byte[] bytes, int from, int to) {
        long hash = (to - from) * MULTIPLIER;
        int at = from;
        for (; at <= to - Long.BYTES; at += Long.BYTES) {
            hash = mixed(hash ^ (long) LONG.get(bytes, at));
        }
        long rest = 0;
        for (; at < to; at++) {
            rest = rest << Byte.SIZE | (bytes[at] & 0xFF);
        }
        return mixed(hash ^ rest);
    }

    private static long mixed(long word) {
        long product = word * MULTIPLIER;
        return (product ^ (product >>> 32)) * MULTIPLIER;
    }
}
