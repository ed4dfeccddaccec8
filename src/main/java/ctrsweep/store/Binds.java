package ctrsweep.store;

import java.util.LinkedHashMap;
import java.util.Map;

/// The parameters of a piece of SQL, gathered while it is written.
final class Binds {
    private final Map<String, Object> values = new LinkedHashMap<>();

    /// @return how the SQL refers to it
    String add(Object value) {
        String name = "where" + (values.size() + 1);
        values.put(name, value);
        return ":" + name;
    }

    Map<String, Object> values() {
        return values;
    }
}
