package ctrsweep.data.table;

import java.nio.charset.StandardCharsets;

/// The values of a column with several.
final class SeparatedValues {
    private final byte[] separator;

    SeparatedValues(String separator) {
        this.separator = separator.getBytes(StandardCharsets.UTF_8);
    }

    interface Value {
        /// @param end after the last byte
        void at(int begin, int end);
    }

    /// Hands over those that are not empty.
    ///
    /// @param end after the last byte
    void forEach(byte[] bytes, int begin, int end, Value action) {
        int from = begin;
        for (int at = begin; at <= end; at++) {
            boolean separated = isSeparator(bytes, at, end);
            if (separated || at == end) {
                if (at > from) {
                    action.at(from, at);
                }
                from = at + separator.length;
                at = separated ? from - 1 : at;
            }
        }
    }

    private boolean isSeparator(byte[] bytes, int at, int end) {
        if (end - at < separator.length) {
            return false;
        }
        for (int i = 0; i < separator.length; i++) {
            if (bytes[at + i] != separator[i]) {
                return false;
            }
        }
        return true;
    }
}
