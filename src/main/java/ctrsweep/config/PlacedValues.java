package ctrsweep.config;

import ctrsweep.space.Value;
import java.util.Map;

/// The keys and values of a file, with the place of each.
///
/// @param file its name, for messages
/// @param places `file:line:column` by path, as `features[2].name`
public record PlacedValues(String file, Value.Fields values, Map<String, String> places) {
    public PlacedValues {
        places = Map.copyOf(places);
    }

    /// Where something stands; the file, where that is not known.
    public String place(String path) {
        return places.getOrDefault(path, file);
    }

    public static String path(String parent, String key) {
        return parent.isEmpty() ? key : parent + "." + key;
    }

    public static String path(String parent, int item) {
        return parent + "[" + item + "]";
    }
}
