package ctrsweep.store;

import ctrsweep.space.Value;
import ctrsweep.sweep.Outcome;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Where and when a trial ran, and what it was given beyond what the trials of its revision share.
///
/// @param revision of the spec, from 1, that asked for it first
/// @param changes to be merged into the base of that revision
/// @param attempt how often it was taken up
/// @param owner who runs it, while it runs
/// @param started the latest attempt
/// @param updated when it was last heard of
/// @param spells its attempts in their order
/// @param interval of the objective, where it was measured
public record TrialRun(
        long number,
        int revision,
        Value.Fields changes,
        int attempt,
        Optional<String> owner,
        Instant created,
        Instant started,
        Optional<Instant> ended,
        Instant updated,
        List<Spell> spells,
        Optional<Outcome.Interval> interval,
        Map<String, String> provenance) {
    public TrialRun {
        spells = List.copyOf(spells);
        provenance = Collections.unmodifiableMap(new TreeMap<>(provenance));
    }

    /// While an attempt was at work, as far as its epochs and its end tell.
    public record Spell(Instant from, Instant to) {}
}
