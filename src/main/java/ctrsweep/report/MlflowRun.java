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

/// A trial as an MLflow run.
///
/// A metric of the epochs has a line for each epoch. MLflow takes the last line as the metric's value, so the value at
/// the best epoch is stored under the name with `best.` before it. A metric of the best epoch alone (test) has one
/// line.
///
/// @param recorded when each epoch was committed, by epoch
record MlflowRun(TrialDetails details, Map<Integer, Instant> recorded) {
    MlflowRun {
        recorded = Map.copyOf(recorded);
    }

    Trial trial() {
        return details.trial();
    }

    String name() {
        return "trial-" + trial().number();
    }

    /// MLflow's RunStatus: 1 running, 2 scheduled, 3 finished, 4 failed, 5 killed.
    int status() {
        return switch (trial().state()) {
            case RUNNING -> 1;
            case WAITING -> 2;
            case COMPLETED -> 3;
            case FAILED -> 4;
            case PRUNED -> 5;
        };
    }

    Map<String, String> params() {
        Map<String, String> params = new TreeMap<>();
        trial().assignment().values().forEach((key, value) -> params.put(key, Escaped.of(ValueText.of(value))));
        return params;
    }

    Map<String, String> tags() {
        Map<String, String> tags = new TreeMap<>();
        tags.put("mlflow.runName", name());
        tags.put("trial", Long.toString(trial().number()));
        tags.put("state", word(trial().state()));
        tags.put("seed", Long.toString(trial().seed()));
        tags.put("epochs", Integer.toString(trial().epochs()));
        tags.put("seconds", NumberText.exact(trial().seconds()));
        tags.put("config_hash", trial().configHash());
        trial().bestEpoch().ifPresent(epoch -> tags.put("best_epoch", Integer.toString(epoch)));
        trial().stopReason().ifPresent(reason -> tags.put("stop_reason", word(reason)));
        trial().error().ifPresent(error -> tags.put("error", error));
        details.provenance().forEach((key, fact) -> tags.put("provenance." + key, fact));
        details.artifacts().forEach(artifact -> tags.put("artifact." + artifact.kind(), artifact.path()));
        return tags;
    }

    /// By metric, its lines of time, value and step.
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

    /// Puts `best.` before the name until it is free.
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
