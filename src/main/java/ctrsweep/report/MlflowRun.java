package ctrsweep.report;

import ctrsweep.sweep.EpochReport;
import ctrsweep.sweep.Trial;
import ctrsweep.sweep.TrialDetails;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// A trial as MLflow calls it: a run.
///
/// Metrics of the epochs have a line an epoch. What was measured at the best epoch only (test) has one line;
/// what also has a curve is there once more with `best.` before its name, since MLflow takes the last line of
/// a curve for its value.
///
/// @param recorded when each epoch was committed, by epoch
public record MlflowRun(TrialDetails details, Map<Integer, Instant> recorded) {
    public MlflowRun {
        recorded = Map.copyOf(recorded);
    }

    Trial trial() {
        return details.trial();
    }

    String name() {
        return "trial-" + trial().number();
    }

    /// RunStatus: 1 running, 2 scheduled, 3 finished, 4 failed, 5 killed.
    int status() {
        return switch (trial().state()) {
            case RUNNING -> 1;
            case WAITING -> 2;
            case COMPLETED -> 3;
            case FAILED -> 4;
            case PRUNED -> 5;
        };
    }

    /// By key, on one line each.
    Map<String, String> params() {
        Map<String, String> params = new TreeMap<>();
        trial().assignment().values().forEach((key, value) -> params.put(key, Escaped.of(GivenText.of(value))));
        return params;
    }

    Map<String, String> tags() {
        Map<String, String> tags = new TreeMap<>();
        tags.put("mlflow.runName", name());
        tags.put("trial", Long.toString(trial().number()));
        tags.put("state", word(trial().state()));
        tags.put("seed", Long.toString(trial().seed()));
        tags.put("epochs", Integer.toString(trial().epochs()));
        tags.put("seconds", Numbers.exact(trial().seconds()));
        tags.put("config_hash", trial().configHash());
        trial().bestEpoch().ifPresent(epoch -> tags.put("best_epoch", Integer.toString(epoch)));
        trial().stopReason().ifPresent(reason -> tags.put("stop_reason", word(reason)));
        trial().error().ifPresent(error -> tags.put("error", error));
        details.provenance().forEach((key, fact) -> tags.put("provenance." + key, fact));
        details.artifacts().forEach(artifact -> tags.put("artifact." + artifact.kind(), artifact.path()));
        return tags;
    }

    /// Lines of time, value and step, by metric.
    Map<String, List<String>> metrics() {
        Map<String, List<String>> lines = new TreeMap<>();
        for (EpochReport epoch : details.epochs()) {
            Instant when = recorded.getOrDefault(epoch.epoch(), details.started());
            epoch.metrics()
                    .forEach((metric, value) -> lines.computeIfAbsent(metric.toString(), none -> new ArrayList<>())
                            .add(line(when, value, epoch.epoch())));
        }
        trial().metrics()
                .forEach((metric, value) -> lines.put(
                        free(metric.toString(), lines.keySet()),
                        List.of(line(
                                details.ended().orElse(details.started()),
                                value,
                                trial().bestEpoch().orElse(0)))));
        return lines;
    }

    /// The name, with `best.` before it as often as it is taken.
    private static String free(String name, Set<String> taken) {
        return taken.contains(name) ? free("best." + name, taken) : name;
    }

    private static String line(Instant when, double value, int step) {
        return "%d %s %d\n".formatted(when.toEpochMilli(), value, step);
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
