package ctrsweep.store;

import ctrsweep.metric.Metric;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/// The names that a condition on a sweep's trials may use besides the columns that every trial has.
///
/// @param metrics that its trials have, or will have, at their best epoch
/// @param paths dotted keys that vary in some revision
public record SweepColumns(Set<Metric> metrics, Set<String> paths) {
    public SweepColumns {
        metrics = Collections.unmodifiableSet(new TreeSet<>(metrics));
        paths = Collections.unmodifiableSet(new TreeSet<>(paths));
    }
}
