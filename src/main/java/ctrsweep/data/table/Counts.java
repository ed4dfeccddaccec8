package ctrsweep.data.table;

/// The counts of a vocabulary's ids.
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
