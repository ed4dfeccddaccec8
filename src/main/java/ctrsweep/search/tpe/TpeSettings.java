package ctrsweep.search.tpe;

import java.util.OptionalInt;

/// Settings of [TpeSampler].
///
/// @param startup observations that it needs; until there are as many, points come from [SobolSampler]
/// @param candidates points drawn for each suggestion, the best of which is proposed; 96 if empty
public record TpeSettings(int startup, OptionalInt candidates) {
    public static final TpeSettings DEFAULTS = new TpeSettings(10, OptionalInt.empty());

    private static final int CANDIDATES = 96;

    public TpeSettings(int startup, int candidates) {
        this(startup, OptionalInt.of(candidates));
    }

    public TpeSettings {
        if (startup < 0) {
            throw new IllegalArgumentException("startup must be at least 0, not " + startup);
        }
        if (candidates.orElse(CANDIDATES) < 1) {
            throw new IllegalArgumentException("candidates must be at least 1, not " + candidates.getAsInt());
        }
    }

    int candidatesOrDefault() {
        return candidates.orElse(CANDIDATES);
    }
}
