package ctrsweep.store;

import java.util.LinkedHashMap;
import java.util.Map;

/// Collects the parameters of an SQL text while it is written.
final class Binds {
    private final Dialect dialect;
    private final Map<String, Object> values = new LinkedHashMap<>();

    /// @param dialect of the SQL text
    Binds(Dialect dialect) {
        this.dialect = dialect;
    }

    Dialect dialect() {
        return dialect;
    }

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
