package ctrsweep.report;

import ctrsweep.files.Sha256;
import ctrsweep.sweep.Results;
import ctrsweep.sweep.SweepSummary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// Writes a sweep as an MLflow file store with one experiment: `meta.yaml`, and for each run a folder with `meta.yaml`
/// and a file for each of its `params`, `metrics` and `tags`.
///
/// MLflow allows letters, digits, spaces and `_ - . /` in names. `@` becomes `_at_`, as in `hr_at_10`; `/` and every
/// other character become `_`. Names that collide get a number ([MlflowNames]); the tags `metric.NAME` and `param.NAME`
/// have the original name if it was changed otherwise. Ids are computed from the sweep's name and the trial's number,
/// so that equal sweeps give equal bytes.
///
/// @param folder the store, as `--backend-store-uri` names it
public record MlflowStore(Path folder, Results results, SweepSummary sweep) {
    private static final int ID_DIGITS = 18;
    private static final int RUN_ID_DIGITS = 32;

    /// Writes one trial after the other: a large sweep need not fit into memory.
    ///
    /// @throws UncheckedIOException with a message for the user, also if the folder is not empty
    public void write() {
        AtomicFolder.write(folder, root -> {
            Path experiment = Files.createDirectory(root.resolve(id()));
            meta(
                    experiment,
                    Map.of(
                            "name", quoted(sweep.name()),
                            "experiment_id", quoted(id()),
                            "artifact_location", quoted(uri(id())),
                            "lifecycle_stage", "active",
                            "creation_time", millis(sweep.created()),
                            "last_update_time", millis(sweep.lastActivity())));
            MlflowNames metrics = new MlflowNames();
            MlflowNames params = new MlflowNames();
            results.eachTrial(sweep, trial -> {
                MlflowRun run = new MlflowRun(
                        trial, results.recorded(sweep, trial.trial().number()));
                add(
                        experiment,
                        run,
                        metrics.of(run.metrics().keySet()),
                        params.of(run.params().keySet()));
            });
        });
    }

    private String id() {
        long number = Long.parseLong(Sha256.of(sweep.name()).substring(0, 15), 16);
        String digits = String.format(Locale.ROOT, "%018d", number);
        return "1" + digits.substring(digits.length() - ID_DIGITS + 1);
    }

    private String runId(MlflowRun run) {
        return Sha256.of(sweep.name() + "\n" + run.trial().number()).substring(0, RUN_ID_DIGITS);
    }

    private String uri(String below) {
        return "file://" + folder.toAbsolutePath().resolve(below).toUri().getRawPath();
    }

    private void add(Path experiment, MlflowRun run, Map<String, String> metricNames, Map<String, String> paramNames) {
        String id = runId(run);
        try {
            Path place = Files.createDirectory(experiment.resolve(id));
            meta(place, about(run, id));
            Files.createDirectory(place.resolve("artifacts"));
            files(place.resolve("params"), run.params(), paramNames);
            Map<String, String> tags = new TreeMap<>(run.tags());
            tags.putAll(originals("metric.", metricNames));
            tags.putAll(originals("param.", paramNames));
            files(place.resolve("tags"), tags, new MlflowNames().of(tags.keySet()));
            Path metrics = Files.createDirectory(place.resolve("metrics"));
            for (Map.Entry<String, List<String>> metric : run.metrics().entrySet()) {
                Files.writeString(
                        metrics.resolve(named(metric.getKey(), metricNames)), String.join("", metric.getValue()));
            }
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    private Map<String, String> about(MlflowRun run, String id) {
        return Map.ofEntries(
                Map.entry("run_id", quoted(id)),
                Map.entry("run_uuid", quoted(id)),
                Map.entry("run_name", run.name()),
                Map.entry("experiment_id", quoted(id())),
                Map.entry("artifact_uri", quoted(uri(id() + "/" + id + "/artifacts"))),
                Map.entry("start_time", millis(run.details().started())),
                Map.entry(
                        "end_time",
                        run.details().ended().map(MlflowStore::millis).orElse("null")),
                Map.entry("status", Integer.toString(run.status())),
                Map.entry("lifecycle_stage", "active"),
                Map.entry("deleted_time", "null"),
                Map.entry("user_id", "''"),
                Map.entry("source_type", "4"),
                Map.entry("source_name", "''"),
                Map.entry("source_version", "''"),
                Map.entry("entry_point_name", "''"),
                Map.entry("tags", "[]"));
    }

    private static void meta(Path folder, Map<String, String> fields) throws IOException {
        StringBuilder yaml = new StringBuilder();
        fields.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(field -> yaml.append(field.getKey())
                .append(": ")
                .append(field.getValue())
                .append('\n'));
        Files.writeString(folder.resolve("meta.yaml"), yaml);
    }

    /// The original names of those that were changed by more than the rule for `@`.
    private static Map<String, String> originals(String prefix, Map<String, String> names) {
        Map<String, String> tags = new TreeMap<>();
        names.forEach((name, there) -> {
            if (!there.equals(name.replace("@", "_at_"))) {
                tags.put(prefix + there, name);
            }
        });
        return tags;
    }

    private static String named(String name, Map<String, String> names) {
        return names.getOrDefault(name, allowed(name));
    }

    private static void files(Path folder, Map<String, String> texts, Map<String, String> names) throws IOException {
        Files.createDirectory(folder);
        for (Map.Entry<String, String> text : texts.entrySet()) {
            Files.writeString(folder.resolve(named(text.getKey(), names)), text.getValue());
        }
    }

    static String allowed(String name) {
        String plain = name.replace("@", "_at_").replaceAll("[^\\w.\\- ]", "_");
        return plain.matches("\\.*") ? "_" + plain : plain;
    }

    private static String millis(Instant time) {
        return Long.toString(time.toEpochMilli());
    }

    /// A YAML string.
    private static String quoted(String text) {
        return "'" + Escaped.of(text).replace("'", "''") + "'";
    }
}
