package ctrsweep.store;

import ctrsweep.sweep.EpochReport;
import ctrsweep.sweep.Outcome;
import ctrsweep.sweep.TrialResult;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Everything that is kept of one trial but its config.
///
/// @param attempt how often it was taken up
/// @param owner who runs it, while it runs
/// @param started the latest attempt
/// @param epochs in order; where a later attempt repeated an epoch, that attempt's
public record TrialDetails(
        TrialResult result,
        int attempt,
        Optional<String> owner,
        Instant created,
        Instant started,
        Optional<Instant> ended,
        List<EpochReport> epochs,
        Map<String, String> provenance,
        List<Outcome.Artifact> artifacts) {
    public TrialDetails {
        epochs = List.copyOf(epochs);
        provenance = Collections.unmodifiableMap(new TreeMap<>(provenance));
        artifacts = List.copyOf(artifacts);
    }
}
