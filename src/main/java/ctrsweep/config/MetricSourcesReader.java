package ctrsweep.config;

import ctrsweep.metric.Metric;
import ctrsweep.settings.SettingType;
import ctrsweep.space.Value;
import ctrsweep.text.NearestName;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Reads `runner.metrics`.
final class MetricSourcesReader {
    static final List<String> KEYS = List.of("lines", "patterns", "file", "tensorboard", "last_object", "first_epoch");
    static final List<String> FORMATS = Stream.of(LineFormat.values())
            .map(format -> format.name().toLowerCase(Locale.ROOT))
            .toList();
    static final String FILES = "\\.(csv|tsv|jsonl|json)$";

    private final Section metrics;

    private MetricSourcesReader(Section metrics) {
        this.metrics = metrics;
    }

    static MetricSources read(Section metrics) {
        metrics.only(KEYS);
        if (KEYS.stream().filter(key -> !key.equals("first_epoch")).noneMatch(key -> metrics.entry(key)
                .isPresent())) {
            metrics.problem("needs lines, patterns, file, tensorboard or last_object, as {lines: [json, key_value]}");
        }
        MetricSourcesReader reader = new MetricSourcesReader(metrics);
        return new MetricSources(
                reader.lines(),
                reader.patterns(),
                reader.file(),
                metrics.text("tensorboard"),
                reader.lastObject(),
                reader.firstEpoch());
    }

    /// Reports a problem if patterns are the only source and none of them is for the objective.
    static void check(MetricSources sources, Section metrics, Metric objective) {
        boolean files = sources.file().isPresent() || sources.tensorboard().isPresent();
        boolean onlyPatterns = sources.lines().isEmpty() && !files && !sources.lastObject();
        List<String> names =
                sources.patterns().stream().map(MetricPattern::metric).toList();
        if (onlyPatterns && !names.isEmpty()) {
            metrics.valid(
                    "patterns",
                    names.stream().map(Metric::printed).anyMatch(objective::equals),
                    "has no pattern for the objective " + objective + "; it has " + String.join(", ", names));
        }
    }

    private Set<LineFormat> lines() {
        Set<LineFormat> formats = EnumSet.noneOf(LineFormat.class);
        metrics.value("lines", new SettingType.Anything()).stream()
                .flatMap(value -> value instanceof Value.Items(List<Value> items) ? items.stream() : Stream.of(value))
                .map(Value::toString)
                .filter(name -> metrics.valid(
                        "lines",
                        FORMATS.contains(name),
                        "no such form of lines: " + name + NearestName.hint(name, FORMATS)))
                .forEach(name -> formats.add(LineFormat.valueOf(name.toUpperCase(Locale.ROOT))));
        return formats;
    }

    private List<MetricPattern> patterns() {
        List<MetricPattern> patterns = new ArrayList<>();
        metrics.section("patterns").ifPresent(section -> {
            if (section.mapping().entries().isEmpty()) {
                section.problem("needs a regular expression for each metric, as {val.auc: 'auc: (\\S+)'}");
            }
            section.mapping().entries().keySet().forEach(name -> pattern(section, name)
                    .ifPresent(patterns::add));
        });
        return patterns;
    }

    private static Optional<MetricPattern> pattern(Section section, String name) {
        if (!section.valid(name, Metric.isName(name), "is not a name of a metric")) {
            return Optional.empty();
        }
        return section.text(name).flatMap(text -> {
            try {
                return Optional.of(MetricPattern.of(name, text));
            } catch (IllegalArgumentException e) {
                section.valid(name, false, String.valueOf(e.getMessage()));
                return Optional.empty();
            }
        });
    }

    private Optional<String> file() {
        return metrics.text("file")
                .filter(name -> metrics.valid(
                        "file",
                        name.matches(".+" + FILES),
                        "must be a file whose name ends with .csv, .tsv, .jsonl or .json, not " + name));
    }

    private boolean lastObject() {
        return metrics.value("last_object", SettingType.Plain.TRUTH)
                .map(value -> value.equals(new Value.Bool(true)))
                .orElse(false);
    }

    private int firstEpoch() {
        int first = metrics.whole("first_epoch", 1);
        return metrics.valid("first_epoch", first == 0 || first == 1, "must be 0 or 1, not " + first) ? first : 1;
    }
}
