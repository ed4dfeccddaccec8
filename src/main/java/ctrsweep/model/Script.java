package ctrsweep.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// An object of a script: its class and the values of its attributes.
///
/// @param file the script's name, `deepfm` for `deepfm.py`
/// @param attributes Boolean, Integer, Double, String, `List<Integer>`, [Reals], [Tensor] or another script
///     object, as the class declares them
public record Script(String file, String type, Map<String, Object> attributes) {
    public Script {
        attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
    }
}
