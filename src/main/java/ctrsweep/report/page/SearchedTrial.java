package ctrsweep.report.page;

import ctrsweep.space.Value;
import ctrsweep.sweep.EpochReport;
import ctrsweep.sweep.Outcome;
import ctrsweep.sweep.TrialResult;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A trial with its epochs, its settings, and when and where it ran.
///
/// @param epochs those that stand, ascending
/// @param base settings by dotted name that the trials of its revision share
/// @param changes its own: what differs from the base
/// @param spells its attempts
/// @param interval of the objective at the best epoch, where it was measured
public record SearchedTrial(
        TrialResult result,
        List<EpochReport> epochs,
        Map<String, Value> base,
        Map<String, Value> changes,
        List<Spell> spells,
        Optional<Outcome.Interval> interval,
        Map<String, String> provenance) {
    public SearchedTrial {
        epochs = List.copyOf(epochs);
        changes = Collections.unmodifiableMap(new LinkedHashMap<>(changes));
        spells = List.copyOf(spells);
        provenance = Collections.unmodifiableMap(new TreeMap<>(provenance));
    }

    /// While an attempt was at work.
    public record Spell(Instant from, Instant to) {}

    /// A setting of its complete config.
    Optional<Value> setting(String name) {
        return Optional.ofNullable(changes.get(name)).or(() -> Optional.ofNullable(base.get(name)));
    }
}
