package ctrsweep.search.tpe;

/// How [TpeSampler] goes about it.
///
/// @param startup observations of which a suggestion makes use; with fewer it is one of [SobolSampler]'s
/// @param candidates drawn for each suggestion, of which the most promising is taken
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
