package ctrsweep.search.tpe;

/// Settings of [TpeSampler].
///
/// @param startup observations that it needs; until there are as many, points come from [SobolSampler]
/// @param candidates points drawn for each suggestion, the best of which is proposed
public record TpeSettings(int startup, int candidates) {
    public static final TpeSettings DEFAULTS = new TpeSettings(10, 24);

    public TpeSettings {
        if (startup < 0) {
            throw new IllegalArgumentException("startup must be at least 0, not " + startup);
        }
        if (candidates < 1) {
            throw new IllegalArgumentException("candidates must be at least 1, not " + candidates);
        }
    }
}
