package ctrsweep.store;

import ctrsweep.config.ShortName;
import ctrsweep.metric.Metric;
import ctrsweep.settings.Setting;
import ctrsweep.space.ConditionException;
import ctrsweep.text.NearestName;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The names that a condition on trials may use.
final class FilterColumns {
    private static final String PARAMS = "params.";
    private static final String CONFIG = "config.";
    private static final String PROVENANCE = "provenance.";
    private static final List<String> SPLITS = List.of("train.", "val.", "test.");

    private final SweepColumns known;
    private final Map<String, Metric> metrics;
    private final Map<String, QueryColumn> own;
    private final Binds binds;

    FilterColumns(SweepColumns known, ZoneId zone, Binds binds) {
        this.known = known;
        this.binds = binds;
        metrics = known.metrics().stream()
                .collect(Collectors.toMap(Metric::toString, Function.identity(), (a, _) -> a, LinkedHashMap::new));
        own = PlainColumn.ofTrial(zone);
    }

    /// Returns whether a word without quotes is a name. A word with the prefix of names is one, even if no
    /// column has it.
    boolean isName(String word) {
        return own.containsKey(word)
                || known.paths().contains(word)
                || List.of(PARAMS, CONFIG, PROVENANCE).stream().anyMatch(word::startsWith)
                || isMetric(word);
    }

    private boolean isMetric(String word) {
        return metrics.containsKey(word) || SPLITS.stream().anyMatch(word::startsWith);
    }

    /// @throws ConditionException when there is no such name; the message lists the names
    QueryColumn of(String name) {
        QueryColumn column = own.get(name);
        if (column != null) {
            return column;
        }
        if (name.startsWith(PARAMS)) {
            return param(name, name.substring(PARAMS.length()));
        }
        if (name.startsWith(CONFIG)) {
            return config(name, name.substring(CONFIG.length()));
        }
        if (name.startsWith(PROVENANCE)) {
            return provenance(name, name.substring(PROVENANCE.length()));
        }
        if (isMetric(name)) {
            return metric(name);
        }
        return known.paths().contains(name) ? param(name, name) : shortName(name);
    }

    /// Finds a metric by its name without the split, or a parameter by the last part of its path, if it is the
    /// only one.
    private QueryColumn shortName(String name) {
        List<String> names = new ArrayList<>(metrics.keySet());
        names.addAll(known.paths());
        List<String> candidates = ShortName.candidates(name, names);
        if (candidates.size() > 1) {
            throw new ConditionException(ShortName.ambiguous(name, candidates));
        }
        return candidates.isEmpty() ? param(name, name) : of(candidates.getFirst());
    }

    private QueryColumn param(String name, String path) {
        if (!known.paths().contains(path)) {
            throw noParameter(name, path);
        }
        return SettingColumn.ofParameter(name, path, binds);
    }

    private ConditionException noParameter(String name, String path) {
        if (Setting.of(path).isPresent()) {
            return new ConditionException(
                    "%s does not vary in this sweep; config.%s is its value".formatted(path, path));
        }
        if (!name.equals(path)) {
            return new ConditionException("no parameter " + path + NearestName.hint(path, known.paths()));
        }
        List<String> names = new ArrayList<>(own.keySet());
        names.addAll(metrics.keySet());
        names.addAll(known.paths());
        return new ConditionException("no such name: " + name + NearestName.hint(name, names));
    }

    private QueryColumn config(String name, String path) {
        Setting setting =
                Setting.of(path).orElseThrow(() -> new ConditionException(name + ": " + Setting.unknown(path)));
        return SettingColumn.ofConfig(name, setting, binds);
    }

    private QueryColumn provenance(String name, String key) {
        ColumnSource source = ColumnSource.of("provenance", "provenance.key = " + binds.add(key));
        return PlainColumn.text(name, source, "provenance.value");
    }

    private QueryColumn metric(String name) {
        Metric metric = metrics.get(name);
        if (metric == null) {
            throw new ConditionException("no metric " + name + NearestName.hint(name, metrics.keySet()));
        }
        return new MetricColumn(
                name,
                ColumnSource.of(
                        "trial_metric",
                        "trial_metric.split = %s AND trial_metric.name = %s"
                                .formatted(binds.add(metric.split()), binds.add(metric.name()))),
                binds.dialect().infinity());
    }
}
