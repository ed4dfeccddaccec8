package ctrsweep.data.table;

import java.nio.charset.StandardCharsets;

/// Ids by a hash of the text: 1..buckets. None is unknown; texts of one bucket cannot be told apart.
record HashBuckets(int buckets) implements IdTable {
    private static final long OFFSET = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    /// The hash with its halves folded together.
    @Override
    public int number(byte[] bytes, int begin, int end) {
        long hash = hash(bytes, begin, end);
        return 1 + (int) Long.remainderUnsigned(hash ^ (hash >>> 32), buckets);
    }

    static long hash(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return hash(bytes, 0, bytes.length);
    }

    /// FNV-1a of 64 bits over the bytes.
    private static long hash(byte[] bytes, int begin, int end) {
        long hash = OFFSET;
        for (int at = begin; at < end; at++) {
            hash = (hash ^ (bytes[at] & 0xff)) * PRIME;
        }
        return hash;
    }

    @Override
    public int size() {
        return buckets + 1;
    }

    @Override
    public String text(int id) {
        return id == 0 ? "?" : "bucket " + id;
    }

    @Override
    public String words() {
        return "hash";
    }
}
