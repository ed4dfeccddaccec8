package ctrsweep.data.table;

import java.nio.charset.StandardCharsets;

/// Ids by a hash of the text: 1..buckets. None is unknown; texts of one bucket cannot be told apart.
record HashBuckets(int buckets) implements IdTable {
    private static final long OFFSET = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    /// FNV-1a of 64 bits over the UTF-8 bytes, its halves folded together.
    @Override
    public int id(String text) {
        long hash = OFFSET;
        for (byte one : text.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (one & 0xff)) * PRIME;
        }
        return 1 + (int) Long.remainderUnsigned(hash ^ (hash >>> 32), buckets);
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
