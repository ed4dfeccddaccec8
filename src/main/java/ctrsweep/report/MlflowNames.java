package ctrsweep.report;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// What names are called in an MLflow store, which allows but few signs: each has one name of its own for all runs,
/// with a number at its end where another came to the same before.
final class MlflowNames {
    private final Map<String, String> given = new LinkedHashMap<>();
    private final Set<String> taken = new HashSet<>();

    /// The names of one run there, by what they are here. Names that need no change come first.
    Map<String, String> of(Collection<String> names) {
        names.stream().filter(name -> MlflowStore.allowed(name).equals(name)).forEach(this::give);
        names.forEach(this::give);
        Map<String, String> ofRun = new LinkedHashMap<>();
        names.forEach(name -> ofRun.put(name, give(name)));
        return ofRun;
    }

    private String give(String name) {
        return given.computeIfAbsent(name, _ -> free(MlflowStore.allowed(name)));
    }

    private String free(String plain) {
        String name = plain;
        for (int number = 2; !taken.add(name); number++) {
            name = plain + "_" + number;
        }
        return name;
    }
}
