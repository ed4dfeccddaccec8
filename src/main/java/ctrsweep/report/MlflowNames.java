package ctrsweep.report;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// Maps names to those that MLflow allows. A name maps to the same one in all runs; if two names would collide, the
/// later one gets a number at its end.
final class MlflowNames {
    private final Map<String, String> given = new LinkedHashMap<>();
    private final Set<String> taken = new HashSet<>();

    /// Maps the names of one run. Names that MLflow allows are mapped first, to themselves.
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
