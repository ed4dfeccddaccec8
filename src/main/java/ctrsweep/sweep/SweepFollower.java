package ctrsweep.sweep;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Tells what has happened in a sweep since it was last asked.
public final class SweepFollower {
    /// An event may be committed a little after one that bears a later time.
    private static final Duration OVERLAP = Duration.ofMinutes(1);

    private final Results results;
    private final SweepSummary sweep;
    private Set<SweepEvent> told = Set.of();
    private Instant latest = Instant.EPOCH;

    public SweepFollower(Results results, SweepSummary sweep) {
        this.results = results;
        this.sweep = sweep;
    }

    /// Events that were not told before, by time.
    public List<SweepEvent> news() {
        List<SweepEvent> recent = results.events(sweep, latest.minus(OVERLAP));
        List<SweepEvent> news =
                recent.stream().filter(event -> !told.contains(event)).toList();
        told = new HashSet<>(recent);
        latest = recent.isEmpty() ? latest : recent.getLast().at();
        return news;
    }
}
