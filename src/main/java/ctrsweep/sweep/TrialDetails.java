package ctrsweep.sweep;

import ctrsweep.space.Value;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A trial with its epochs, its settings, and when and where it ran.
///
/// @param epochs those that stand, ascending: where a later attempt repeated an epoch, that attempt's
/// @param base settings by dotted name that the trials of its revision share
/// @param changes its own settings: what differs from the base
/// @param attempt how often it was taken up
/// @param owner who runs it, while it runs
/// @param spells its attempts in their order; empty where no time is known
/// @param interval of the objective at the best epoch, where it was measured
public record TrialDetails(
        Trial trial,
        List<EpochReport> epochs,
        Map<String, Value> base,
        Map<String, Value> changes,
        int attempt,
        Optional<String> owner,
        List<Spell> spells,
        Optional<Instant> ended,
        Optional<Outcome.Interval> interval,
        Map<String, String> provenance,
        List<Outcome.Artifact> artifacts) {
    public TrialDetails {
        epochs = List.copyOf(epochs);
        changes = Collections.unmodifiableMap(new LinkedHashMap<>(changes));
        spells = List.copyOf(spells);
        provenance = Collections.unmodifiableMap(new TreeMap<>(provenance));
        artifacts = List.copyOf(artifacts);
    }

    /// While an attempt was at work, as far as its epochs and its end tell.
    public record Spell(Instant from, Instant to) {}

    /// When its latest attempt began.
    public Instant started() {
        return spells.getLast().from();
    }

    /// A setting of its complete config.
    public Optional<Value> setting(String name) {
        return Optional.ofNullable(changes.get(name)).or(() -> Optional.ofNullable(base.get(name)));
    }
}
