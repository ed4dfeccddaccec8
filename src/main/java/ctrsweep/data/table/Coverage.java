package ctrsweep.data.table;

/// How many of a field's values in a split are known.
public final class Coverage {
    private long known;
    private long values;

    void count(int id) {
        values++;
        known += id == 0 ? 0 : 1;
    }

    /// In [0, 1]; 1 without values.
    public double share() {
        return values == 0 ? 1 : (double) known / values;
    }
}
