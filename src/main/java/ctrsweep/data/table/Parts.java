package ctrsweep.data.table;

import java.util.function.Consumer;

/// The values of a column with several.
final class Parts {
    private Parts() {}

    /// Hands over those that are not empty.
    static void forEach(String value, String separator, Consumer<String> action) {
        int from = 0;
        while (from <= value.length()) {
            int to = value.indexOf(separator, from);
            int end = to < 0 ? value.length() : to;
            if (end > from) {
                action.accept(value.substring(from, end));
            }
            from = end + separator.length();
        }
    }
}
