package ctrsweep.data.table;

/// How often each id of a vocabulary was counted.
final class Counts {
    private int[] counts;

    /// @param counts the first is the unknown's
    Counts(int... counts) {
        this.counts = counts.clone();
    }

    void set(int[] learnt) {
        counts = learnt.clone();
    }

    int of(int id) {
        return counts[id];
    }

    /// Ids, the unknown included.
    int size() {
        return counts.length;
    }
}
