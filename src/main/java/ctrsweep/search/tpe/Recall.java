package ctrsweep.search.tpe;

import ctrsweep.search.Observation;
import java.util.List;

/// What was last read of a history for a group. Threads may read at the same time: what one of them remembers, the
/// others may forget, and read again.
final class Recall {
    private volatile Observed last;

    Recall(Group group) {
        last = Observed.nothing(group);
    }

    Observed of(List<Observation> history) {
        Observed now = last.of(history);
        last = now;
        return now;
    }
}
