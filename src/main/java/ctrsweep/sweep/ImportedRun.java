package ctrsweep.sweep;

import ctrsweep.metric.Metric;
import ctrsweep.space.Value;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A completed run of another program, or of `train`.
///
/// @param hash names its file's content: no two trials of a sweep have the same
/// @param config as it was written; its settings need not be ones of this program
/// @param metrics at the best epoch
/// @param epochs trained, of which `curve` may tell nothing
/// @param ended empty when the file does not tell
public record ImportedRun(
        String hash,
        Value.Fields config,
        Map<Metric, Double> metrics,
        Optional<Integer> bestEpoch,
        int epochs,
        Optional<StopReason> reason,
        List<EpochReport> curve,
        List<Outcome.Artifact> artifacts,
        Map<String, String> provenance,
        Optional<Instant> ended) {
    public ImportedRun {
        metrics = Collections.unmodifiableMap(new TreeMap<>(metrics));
        curve = List.copyOf(curve);
        artifacts = List.copyOf(artifacts);
        provenance = Collections.unmodifiableMap(new TreeMap<>(provenance));
    }

    /// The wall time of its epochs.
    public double seconds() {
        return curve.stream().mapToDouble(EpochReport::seconds).sum();
    }
}
