package ctrsweep.store;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/// A trial with everything that leaves the database with it.
///
/// @param recorded when each of its epochs was committed, by epoch
public record WholeTrial(TrialDetails details, Map<Integer, Instant> recorded) {
    public WholeTrial {
        recorded = Collections.unmodifiableMap(new TreeMap<>(recorded));
    }
}
