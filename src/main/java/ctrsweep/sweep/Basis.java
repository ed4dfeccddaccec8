package ctrsweep.sweep;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What a trial's results rest on: the data, how it is split, how metrics are computed. Results of two trials can be
/// compared only where these facts agree.
///
/// @param varied the settings of the data that differ between trials of the sweep, as a canonical JSON object: trials
///     that vary the data are compared on purpose, and each such setting has facts of its own
/// @param fingerprint of the data as trials have it among their provenance; empty where it is not known
/// @param facts by name, `files` or `split`; each value is text that changes whenever what it names does
public record Basis(String varied, Map<String, String> facts, String fingerprint) {
    /// The basis of trials whose data is not known, as those of a program.
    public static final Basis UNKNOWN = new Basis("{}", Map.of(), "");

    private static final int SHOWN = 40;

    public Basis {
        facts = Collections.unmodifiableMap(new TreeMap<>(facts));
    }

    /// Whether all that it tells is what another tells.
    public boolean isPartOf(Basis recorded) {
        return varied.equals(recorded.varied) && recorded.facts.entrySet().containsAll(facts.entrySet());
    }

    /// Each fact that is not what it was, for a person: `files: now 3f..., was 9a...`. A fact that only one of the
    /// two tells of is no difference, but unknown.
    public List<String> changesFrom(Basis earlier) {
        List<String> changes = new ArrayList<>();
        facts.forEach((name, now) -> {
            String before = earlier.facts.getOrDefault(name, now);
            if (!before.equals(now)) {
                changes.add(change(name, now, before));
            }
        });
        return changes;
    }

    /// In words.
    public static String change(String fact, String now, String before) {
        return "%s: now %s, was %s".formatted(fact, shown(now), shown(before));
    }

    private static String shown(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
    }
}
