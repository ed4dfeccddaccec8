package ctrsweep.search.tpe;

import ctrsweep.search.Observation;
import java.util.List;

/// Caches the observations of a group between calls. Threads may use it concurrently; a lost update only costs
/// reading the observations again.
final class ObservationCache {
    private volatile GroupObservations last;

    ObservationCache(Group group) {
        last = GroupObservations.nothing(group);
    }

    GroupObservations of(List<Observation> history) {
        GroupObservations now = last.of(history);
        last = now;
        return now;
    }
}
