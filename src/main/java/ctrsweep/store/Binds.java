package ctrsweep.store;

import java.util.LinkedHashMap;
import java.util.Map;

/// Collects the parameters of an SQL text while it is written.
final class Binds {
    private final Map<String, Object> values = new LinkedHashMap<>();

    /// @return the placeholder of the value
    String add(Object value) {
        String name = "where" + (values.size() + 1);
        values.put(name, value);
        return ":" + name;
    }

    Map<String, Object> values() {
        return values;
    }
}
