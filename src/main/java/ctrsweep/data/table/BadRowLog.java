package ctrsweep.data.table;

import ctrsweep.data.DataException;
import ctrsweep.settings.TableSettings.OnBadRow;
import java.util.ArrayList;
import java.util.List;

/// Takes the rows that cannot be read, in the order of the files: the first one ends the reading, or all are left
/// out, as the settings say.
final class BadRowLog {
    /// A row of more lines is never left out: quotes have made one of many, and most of them can be read.
    static final int MOST_LINES = 100;

    private final OnBadRow policy;
    private final List<String> examples = new ArrayList<>();
    private long count;

    BadRowLog(OnBadRow policy) {
        this.policy = policy;
    }

    /// @throws DataException unless the row is left out
    void add(RowBlock.Place place, BadRow problem) {
        String what = "%s: %s".formatted(place.words(), problem.getMessage());
        if (place.lines() > 1) {
            what += "; the row takes lines %d to %d".formatted(place.line(), place.line() + place.lines() - 1);
        }
        if (policy == OnBadRow.FAIL || !problem.isSkippable()) {
            String cure = place.lines() > 1 ? TextFormat.NOT_QUOTED : problem.cure();
            throw new DataException(cure.isEmpty() ? what : what + "; " + cure, problem);
        }
        if (place.lines() > MOST_LINES) {
            throw new DataException(
                    "%s, and more than %d lines are not left out as one row; %s"
                            .formatted(what, MOST_LINES, TextFormat.NOT_QUOTED),
                    problem);
        }
        count += place.lines();
        if (examples.size() < BadRows.MOST_EXAMPLES) {
            examples.add(what);
        }
    }

    /// The rows that were left out.
    BadRows rows() {
        return new BadRows(count, examples);
    }
}
