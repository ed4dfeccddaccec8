package ctrsweep.data.bytes;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Numbers distinct values 0, 1, ... in the order in which they come: open addressing with linear probing, in
/// arrays. At most half of the slots are taken, so that most values are found at once, and the processor, which
/// guesses so, need not wait for one before it looks for the next. Memory, in bytes: two and a half times the
/// values' own and 106 for each at most, while it grows. For one thread at a time when values are added;
/// afterwards safe for several.
public final class ByteVocabulary {
    /// The number of a value that is not there.
    public static final int UNKNOWN = -1;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    /// 2^64 over the golden ratio, odd (Knuth, The Art of Computer Programming 3, 6.4).
    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

    /// The largest size of an array.
    private static final int MOST_BYTES = Integer.MAX_VALUE - 8;

    /// The upper half of a slot's second number.
    private static final long MARK = 0xFFFFFFFF00000000L;
    /// The mark of values of more than 8 bytes.
    private static final long LONG_VALUE = 9L << 32;

    private static final int SMALLEST = 16;

    /// Values of which the slots are looked up before the first is compared.
    private static final int AT_ONCE = 128;

    /// Two of each slot, side by side so that a lookup waits for memory once: the value's word, and its mark below
    /// the value's number plus 1; 0 when free.
    private long[] slots = new long[2 * 2 * SMALLEST];
    /// The offsets of each value's bytes, and of the next value's.
    private int[] begins = new int[SMALLEST + 1];
    private byte[] text = new byte[8 * SMALLEST];
    private int size;

    /// Distinct values.
    public int size() {
        return size;
    }

    /// A copy of a value's bytes.
    public byte[] value(int number) {
        return Arrays.copyOfRange(text, begins[number], begins[number + 1]);
    }

    /// How many bytes a value has.
    public int length(int number) {
        return begins[number + 1] - begins[number];
    }

    /// A value's first 8 bytes as one number, with zeros after the last: as unsigned numbers these are ordered as the
    /// values are, as far as they tell.
    public long beginning(int number) {
        long word = 0;
        for (int at = begins[number]; at < begins[number] + Long.BYTES; at++) {
            word = (word << Byte.SIZE) | (at < begins[number + 1] ? text[at] & 0xFF : 0);
        }
        return word;
    }

    /// Which of two values comes first: by their bytes, unsigned, as UTF-8 orders by code points.
    public int compare(int one, int other) {
        return Arrays.compareUnsigned(text, begins[one], begins[one + 1], text, begins[other], begins[other + 1]);
    }

    /// The value's number, a new one if it is new.
    ///
    /// @param to after its last byte
    public int number(byte[] bytes, int from, int to) {
        long word = word(bytes, from, to);
        long mark = mark(to - from);
        int slot = slot(word, mark, bytes, from, to);
        if (slots[slot + 1] != 0) {
            return (int) slots[slot + 1] - 1;
        }
        append(bytes, from, to);
        slots[slot] = word;
        slots[slot + 1] = mark | size;
        if (size > slots.length / 4) {
            grow();
        }
        return size - 1;
    }

    /// Several values' numbers, as [#number] gives them in their order. The slots of many are looked up first, so
    /// that the processor fetches them from memory at the same time.
    ///
    /// @param begins of the values' first bytes
    /// @param ends after their last bytes
    /// @param numbers gets the numbers
    public void numberAll(byte[] bytes, int[] begins, int[] ends, int count, int[] numbers) {
        long[] words = new long[AT_ONCE];
        long[] found = new long[2 * AT_ONCE];
        for (int from = 0; from < count; from += AT_ONCE) {
            int part = Math.min(AT_ONCE, count - from);
            int last = slots.length - 2;
            for (int i = 0; i < part; i++) {
                int begin = begins[from + i];
                int end = ends[from + i];
                long word = word(bytes, begin, end);
                int slot = first(word, mark(end - begin)) & last;
                words[i] = word;
                found[2 * i] = slots[slot];
                found[2 * i + 1] = slots[slot + 1];
            }
            for (int i = 0; i < part; i++) {
                int begin = begins[from + i];
                int end = ends[from + i];
                long there = found[2 * i + 1];
                boolean isFound = there != 0
                        && found[2 * i] == words[i]
                        && end - begin <= Long.BYTES
                        && (there & MARK) == mark(end - begin);
                numbers[from + i] = isFound ? (int) there - 1 : number(bytes, begin, end);
            }
        }
    }

    /// The value's number, or [#UNKNOWN].
    public int find(byte[] bytes, int from, int to) {
        return (int) slots[slot(word(bytes, from, to), mark(to - from), bytes, from, to) + 1] - 1;
    }

    /// The value's slot, or the free one where it would be.
    private int slot(long word, long mark, byte[] bytes, int from, int to) {
        int last = slots.length - 2;
        int slot = first(word, mark) & last;
        while (true) {
            long there = slots[slot + 1];
            if (there == 0
                    || (slots[slot] == word
                            && (there & MARK) == mark
                            && (mark != LONG_VALUE || isAt((int) there - 1, bytes, from, to)))) {
                return slot;
            }
            slot = (slot + 2) & last;
        }
    }

    private boolean isAt(int number, byte[] bytes, int from, int to) {
        return Arrays.equals(text, begins[number], begins[number + 1], bytes, from, to);
    }

    private void append(byte[] bytes, int from, int to) {
        if (size == begins.length - 1) {
            begins = Arrays.copyOf(begins, 3 * size / 2 + 1);
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
        int last = slots.length - 2;
        for (int there = 0; there < old.length; there += 2) {
            if (old[there + 1] != 0) {
                int slot = first(old[there], old[there + 1] & MARK) & last;
                while (slots[slot + 1] != 0) {
                    slot = (slot + 2) & last;
                }
                slots[slot] = old[there];
                slots[slot + 1] = old[there + 1];
            }
        }
    }

    /// Where probing begins; the bits above the table's size are to be cut off.
    private static int first(long word, long mark) {
        return (int) (mixed(word ^ mark) >>> 32) << 1;
    }

    /// Up to 8 bytes: these, and with the mark they are the value. More: a hash.
    private static long word(byte[] bytes, int from, int to) {
        int length = to - from;
        if (length == Long.BYTES) {
            return (long) LONG.get(bytes, from);
        }
        if (length < Long.BYTES) {
            return rest(bytes, from, to);
        }
        long hash = length;
        int at = from;
        for (; at <= to - Long.BYTES; at += Long.BYTES) {
            hash = mixed(hash ^ (long) LONG.get(bytes, at));
        }
        return mixed(hash ^ rest(bytes, at, to));
    }

    /// The number of bytes up to 8, or a mark for more.
    private static long mark(int length) {
        return length <= Long.BYTES ? (long) length << 32 : LONG_VALUE;
    }

    private static long rest(byte[] bytes, int from, int to) {
        long rest = 0;
        for (int at = from; at < to; at++) {
            rest = (rest << Byte.SIZE) | (bytes[at] & 0xFF);
        }
        return rest;
    }

    private static long mixed(long word) {
        long product = word * MULTIPLIER;
        return (product ^ (product >>> 32)) * MULTIPLIER;
    }
}
