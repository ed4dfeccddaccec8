package ctrsweep.search.prune;

/// Checks of integer settings.
final class PrunerSettings {

    private PrunerSettings() {}

    static void atLeast(int min, String setting, int number) {
        if (number < min) {
            throw new IllegalArgumentException(setting + " must be at least " + min + ", not " + number);
        }
    }
}
