package ctrsweep.data.table;

/// The share of a field's values in a part of the split that is known.
record Coverage(long known, long values) {

    /// In [0, 1]; 1 without values.
    double share() {
        return values == 0 ? 1 : (double) known / values;
    }

    /// @param counted the known ones, and all
    static Coverage of(long[] counted) {
        return new Coverage(counted[0], counted[1]);
    }
}
