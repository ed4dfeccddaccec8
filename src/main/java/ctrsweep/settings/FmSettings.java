package ctrsweep.settings;

public record FmSettings(boolean useFirstOrder, boolean useSecondOrder) {
    static final FmSettings DEFAULTS = new FmSettings(/* useFirstOrder= */ true, /* useSecondOrder= */ true);
}
