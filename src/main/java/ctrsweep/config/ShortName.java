package ctrsweep.config;

import java.util.Collection;
import java.util.List;

/// A name by its last words, as tables head their columns: `lr` for `training.lr`, `auc` for `val.auc`.
public final class ShortName {
    private ShortName() {}

    /// The names of which it is the last part, after a dot.
    public static List<String> candidates(String asked, Collection<String> names) {
        return names.stream()
                .filter(name -> name.endsWith("." + asked))
                .distinct()
                .sorted()
                .toList();
    }

    /// Explains that a name is short for several settings.
    public static String ambiguous(String asked, List<String> candidates) {
        return asked + " is short for " + String.join(" and ", candidates) + "; name one of them";
    }
}
