package ctrsweep.report;

import ctrsweep.config.ShortName;
import ctrsweep.text.NearestName;
import java.util.List;

/// A column was asked for that the table does not have; the message names the nearest.
public final class NoSuchColumn extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    NoSuchColumn(String name, List<String> columns) {
        super("no column " + name + NearestName.hint(name, columns));
    }

    /// @param candidates that it may be short for
    static NoSuchColumn ambiguous(String name, List<String> candidates) {
        return new NoSuchColumn(ShortName.ambiguous(name, candidates));
    }

    private NoSuchColumn(String message) {
        super(message);
    }
}
