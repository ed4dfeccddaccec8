package ctrsweep.sweep;

import ctrsweep.metric.Metric;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// How a trial ended. A failure is a result too.
public sealed interface Outcome {

    /// Facts about where it ran: `code`, `jvm`, `engine`, `device`, `threads`, `data`, `host` and so on.
    Map<String, String> provenance();

    /// The state of its trial from now on.
    default TrialState state() {
        return switch (this) {
            case Completed _ -> TrialState.COMPLETED;
            case Pruned _ -> TrialState.PRUNED;
            case Failed _ -> TrialState.FAILED;
        };
    }

    default StopReason stopReason() {
        return switch (this) {
            case Completed completed -> completed.reason();
            case Pruned _ -> StopReason.PRUNED;
            case Failed failed -> failed.reason();
        };
    }

    /// At the best epoch; a trial that failed has none.
    default Map<Metric, Double> metrics() {
        return switch (this) {
            case Completed completed -> completed.metrics;
            case Pruned pruned -> pruned.metrics;
            case Failed _ -> Map.of();
        };
    }

    /// Trained to its end, however early that was.
    ///
    /// @param epochs epochs trained
    /// @param bestEpoch the epoch, from 1, whose weights were restored
    /// @param metrics at the best epoch: validation as recorded then, test measured once with the restored
    ///     weights
    /// @param intervals of those metrics for which they were measured
    record Completed(
            StopReason reason,
            int epochs,
            int bestEpoch,
            Map<Metric, Double> metrics,
            Map<Metric, Interval> intervals,
            List<Artifact> artifacts,
            Map<String, String> provenance)
            implements Outcome {
        /// The same with further metrics.
        Completed with(Map<Metric, Double> further) {
            Map<Metric, Double> all = new TreeMap<>(metrics);
            all.putAll(further);
            return new Completed(reason, epochs, bestEpoch, all, intervals, artifacts, provenance);
        }

        /// The same with its files elsewhere.
        public Completed withArtifacts(List<Artifact> others) {
            return new Completed(reason, epochs, bestEpoch, metrics, intervals, others, provenance);
        }

        public Completed {
            metrics = Collections.unmodifiableMap(new TreeMap<>(metrics));
            intervals = Map.copyOf(intervals);
            artifacts = List.copyOf(artifacts);
            provenance = Collections.unmodifiableMap(new TreeMap<>(provenance));
        }
    }

    /// Stopped by the pruner. It may be promoted, and then goes on from its last epoch.
    ///
    /// @param bestEpoch from 1
    /// @param metrics of validation, at the best epoch; test was not measured
    record Pruned(int epochs, int bestEpoch, Map<Metric, Double> metrics, Map<String, String> provenance)
            implements Outcome {
        public Pruned {
            metrics = Collections.unmodifiableMap(new TreeMap<>(metrics));
            provenance = Collections.unmodifiableMap(new TreeMap<>(provenance));
        }
    }

    /// Where 95% of a metric's bootstrap replicates lie: what it might have been on other rows of the same kind.
    record Interval(double low, double high) {
        public Interval {
            if (!(low <= high)) {
                throw new IllegalArgumentException("no interval: %s to %s".formatted(low, high));
            }
        }

        public boolean contains(double value) {
            return low <= value && value <= high;
        }
    }

    /// Ended without a result.
    ///
    /// @param error for a person: what went wrong, at which epoch and step where there is one
    record Failed(StopReason reason, String error, Map<String, String> provenance) implements Outcome {
        public Failed {
            provenance = Collections.unmodifiableMap(new TreeMap<>(provenance));
        }
    }

    /// A file that a trial wrote and that is kept.
    ///
    /// @param kind `weights`, `torchscript` made of them, `encoders` of the data, which trials share, or `log` of
    ///     what a program said
    /// @param path relative to the project's folder, absolute when it lies elsewhere, or a URI
    /// @param sha256 in lower-case hexadecimal
    record Artifact(String kind, String path, long bytes, String sha256) {
        public static final String WEIGHTS = "weights";
        public static final String TORCHSCRIPT = "torchscript";
        public static final String ENCODERS = "encoders";

        /// The first artifact of a kind.
        public static Optional<Artifact> find(List<Artifact> artifacts, String kind) {
            return artifacts.stream()
                    .filter(artifact -> artifact.kind.equals(kind))
                    .findFirst();
        }
    }
}
