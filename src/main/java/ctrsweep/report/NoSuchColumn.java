package ctrsweep.report;

import ctrsweep.config.ShortName;
import ctrsweep.text.NearestName;
import java.util.List;

/// Thrown when a table has no column of this name; the message suggests the nearest name.
public final class NoSuchColumn extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    NoSuchColumn(String name, List<String> columns) {
        super("no column " + name + NearestName.hint(name, columns));
    }

    /// @param candidates the columns that the short name may mean
    static NoSuchColumn ambiguous(String name, List<String> candidates) {
        return new NoSuchColumn(ShortName.ambiguous(name, candidates));
    }

    private NoSuchColumn(String message) {
        super(message);
    }
}
