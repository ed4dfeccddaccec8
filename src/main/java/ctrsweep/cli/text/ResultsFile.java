package ctrsweep.cli.text;

import ctrsweep.config.ConfigTree;
import ctrsweep.files.SmallFile;
import ctrsweep.json.Json;
import ctrsweep.metric.Metric;
import ctrsweep.report.RunComparison;
import ctrsweep.settings.Experiment;
import ctrsweep.space.Value;
import ctrsweep.sweep.EpochReport;
import ctrsweep.sweep.Outcome;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// results.json, which `train` writes: `run_id`, `timestamp` (when it ended, UTC), `config`, `val_metrics`,
/// `test_metrics`, `training_info`, `epochs`, `provenance`, `files`. A metric that is not finite is the text NaN,
/// Infinity or -Infinity.
public final class ResultsFile {
    public static final String NAME = "results.json";

    public static final List<String> SPLITS = List.of("val", "test");

    private static final int MOST_MEGABYTES = 32;

    private ResultsFile() {}

    /// Reads the text of such a file, which must be UTF-8.
    public static String text(Path file) throws IOException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(SmallFile.read(file, MOST_MEGABYTES)))
                .toString();
    }

    public static String text(
            String run, Experiment experiment, Outcome.Completed outcome, List<EpochReport> epochs, Instant ended) {
        Map<String, Value> fields = new LinkedHashMap<>();
        fields.put("run_id", new Value.Text(run));
        fields.put(
                "timestamp",
                new Value.Text(ended.truncatedTo(ChronoUnit.SECONDS).toString()));
        fields.put("config", ConfigTree.of(experiment));
        SPLITS.forEach(split -> fields.put(split + "_metrics", metrics(outcome.metrics(), split)));
        fields.put(
                "training_info",
                new Value.Fields(Map.of(
                        "best_epoch", new Value.Int(outcome.bestEpoch()),
                        "total_epochs", new Value.Int(outcome.epochs()),
                        "stop_reason", new Value.Text(Phrases.of(outcome.reason())))));
        fields.put("epochs", Value.Items.of(epochs, ResultsFile::epoch));
        Map<String, Value> provenance = new TreeMap<>();
        outcome.provenance().forEach((key, fact) -> provenance.put(key, new Value.Text(fact)));
        fields.put("provenance", new Value.Fields(provenance));
        fields.put("files", Value.Items.of(outcome.artifacts(), ResultsFile::file));
        return Json.write(new Value.Fields(fields)) + "\n";
    }

    private static Value epoch(EpochReport epoch) {
        Map<String, Value> fields = new LinkedHashMap<>();
        fields.put("epoch", new Value.Int(epoch.epoch()));
        fields.put("lr", new Value.Real(epoch.lr()));
        fields.put("seconds", new Value.Real(epoch.seconds()));
        fields.put("rows", new Value.Int(epoch.rows()));
        epoch.examplesPerSecond().ifPresent(rate -> fields.put("examples_per_second", new Value.Real(rate)));
        Stream.concat(Stream.of("train"), SPLITS.stream())
                .filter(split -> epoch.metrics().keySet().stream()
                        .anyMatch(metric -> metric.split().equals(split)))
                .forEach(split -> fields.put(split + "_metrics", metrics(epoch.metrics(), split)));
        return new Value.Fields(fields);
    }

    private static Value metrics(Map<Metric, Double> metrics, String split) {
        Map<String, Value> fields = new LinkedHashMap<>();
        metrics.forEach((metric, value) -> {
            if (metric.split().equals(split)) {
                fields.put(
                        metric.name(),
                        Double.isFinite(value) ? new Value.Real(value) : new Value.Text(Double.toString(value)));
            }
        });
        return new Value.Fields(fields);
    }

    private static Value file(Outcome.Artifact file) {
        return new Value.Fields(Map.of(
                "kind", new Value.Text(file.kind()),
                "path", new Value.Text(file.path()),
                "bytes", new Value.Int(file.bytes()),
                "sha256", new Value.Text(file.sha256())));
    }

    /// Reads a file of ours, or of another system that uses the same keys. `model_name` and `best_epoch` may
    /// also be at the top level, and names of metrics may have any case. Missing values are absent.
    ///
    /// @throws IllegalArgumentException with the reason when it tells nothing of a run
    public static RunComparison.Run read(String name, String text) {
        if (!(Json.readForeign(text) instanceof Value.Fields file)) {
            throw new IllegalArgumentException("not an object");
        }
        Value.Fields config = group(file, "config");
        Map<Metric, Double> metrics = metrics(file, SPLITS);
        if (metrics.isEmpty() && config.values().isEmpty()) {
            throw new IllegalArgumentException("has neither config nor val_metrics nor test_metrics");
        }
        return new RunComparison.Run(
                name,
                at(file, "model_name").or(() -> at(config, "model_name")).map(Value::toString),
                sizes(config),
                metrics,
                bestEpoch(file));
    }

    /// The metrics of these splits, whatever their names.
    public static Map<Metric, Double> metrics(Value.Fields group, List<String> splits) {
        Map<Metric, Double> metrics = new TreeMap<>();
        for (String split : splits) {
            group(group, split + "_metrics")
                    .values()
                    .forEach((metric, value) ->
                            metrics.put(new Metric(split, metric.toLowerCase(Locale.ROOT)), number(metric, value)));
        }
        return metrics;
    }

    public static Optional<Integer> bestEpoch(Value.Fields file) {
        return at(file, "best_epoch")
                .or(() -> at(group(file, "training_info"), "best_epoch"))
                .map(value -> (int) number("best_epoch", value));
    }

    /// `0.001/4096/16`; a question mark stands for a missing value.
    private static Optional<String> sizes(Value.Fields config) {
        Value.Fields training = group(config, "training");
        List<Optional<Value>> sizes =
                List.of(at(training, "lr"), at(training, "batch_size"), at(group(config, "feature"), "fm_embed_dim"));
        return sizes.stream().allMatch(Optional::isEmpty)
                ? Optional.empty()
                : Optional.of(sizes.stream()
                        .map(size -> size.map(ResultsFile::plain).orElse("?"))
                        .collect(Collectors.joining("/")));
    }

    private static String plain(Value value) {
        return value instanceof Value.Real(double number)
                ? new BigDecimal(Double.toString(number)).stripTrailingZeros().toPlainString()
                : value.toString();
    }

    public static Optional<Value> at(Value.Fields fields, String key) {
        return Optional.ofNullable(fields.values().get(key));
    }

    public static Value.Fields group(Value.Fields fields, String key) {
        Value value = at(fields, key).orElseGet(() -> new Value.Fields(Map.of()));
        if (!(value instanceof Value.Fields group)) {
            throw new IllegalArgumentException(key + " is not an object");
        }
        return group;
    }

    public static double number(String key, Value value) {
        return switch (value) {
            case Value.Int(long number) -> number;
            case Value.Real(double number) -> number;
            case Value.Text(String text) when text.matches("NaN|-?Infinity") -> Double.parseDouble(text);
            case Value.Text _, Value.Bool _, Value.Items _, Value.Fields _, Value.Null _ ->
                throw new IllegalArgumentException(key + " is not a number");
        };
    }
}
