package ctrsweep.config;

import ctrsweep.metric.Goal;
import ctrsweep.metric.Metric;
import ctrsweep.metric.ValidationMetrics;
import ctrsweep.search.Pruner;
import ctrsweep.search.prune.AshaPruner;
import ctrsweep.search.prune.BandPruner;
import ctrsweep.search.prune.HyperbandPruner;
import ctrsweep.search.prune.MedianPruner;
import ctrsweep.search.prune.PatiencePruner;
import ctrsweep.search.prune.ThresholdPruner;
import ctrsweep.settings.SettingType;
import ctrsweep.space.Value;
import ctrsweep.text.NearestName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/// Reads `pruner`: a name, or `{name: asha, min_epochs: 2, eta: 3}`.
final class PrunerReader {
    /// The keys of each pruner besides `name` and `metric`.
    static final SortedMap<String, List<String>> KEYS = Collections.unmodifiableSortedMap(new TreeMap<>(Map.of(
            "asha", List.of("min_epochs", "max_epochs", "eta"),
            "bands", List.of("bands", "eta", "strict"),
            "hyperband", List.of("min_epochs", "max_epochs", "eta"),
            "median", List.of("startup", "warmup", "interval"),
            "patience", List.of("patience", "min_delta"),
            "threshold", List.of("lower", "upper", "warmup"))));

    private final Section section;
    private final String nameKey;
    private final Objective objective;
    private final OptionalInt epochs;
    private final MetricNames metrics;

    private PrunerReader(
            Section section, String nameKey, Objective objective, OptionalInt epochs, MetricNames metrics) {
        this.section = section;
        this.nameKey = nameKey;
        this.objective = objective;
        this.epochs = epochs;
        this.metrics = metrics;
    }

    /// @param epochs of a trial at most, where that is known
    /// @param metrics knows which there are
    static Optional<Pruning> read(Section spec, Objective objective, OptionalInt epochs, MetricNames metrics) {
        if (spec.entry("pruner").isEmpty()) {
            return Optional.empty();
        }
        boolean plain = !(spec.entry("pruner").orElseThrow().tree() instanceof Tree.Mapping);
        Section section = plain
                ? new Section(
                        "pruner",
                        new Tree.Mapping(
                                spec.entry("pruner").orElseThrow().tree().place(), Map.of()),
                        spec.problems())
                : spec.section("pruner").orElseThrow();
        PrunerReader reader = new PrunerReader(section, plain ? "pruner" : "name", objective, epochs, metrics);
        return (plain ? spec.text("pruner") : reader.name())
                .flatMap(name -> reader.named(plain ? spec : section, name));
    }

    private Optional<String> name() {
        Optional<String> name = section.text("name");
        section.need("name", "needs name, as asha");
        return name;
    }

    private Optional<Pruning> named(Section named, String name) {
        List<String> keys = KEYS.get(name);
        if (keys == null) {
            named.valid(nameKey, false, "no such pruner: " + name + NearestName.hint(name, KEYS.keySet()));
            return Optional.empty();
        }
        List<String> all = new ArrayList<>(List.of("name", "metric"));
        all.addAll(keys);
        section.only(all);
        Metric metric = section.text("metric")
                .flatMap(text -> metrics.recorded(section, "metric", text))
                .orElse(objective.metric());
        Goal goal = metric.equals(objective.metric()) ? objective.goal() : ValidationMetrics.goal(metric.name());
        return pruner(name, goal).map(pruner -> new Pruning(name, metric, goal, pruner));
    }

    private Optional<Pruner> pruner(String name, Goal goal) {
        return switch (name) {
            case "asha" -> {
                int most = section.whole("max_epochs", epochs.orElse(Integer.MAX_VALUE));
                int least = epochs.isEmpty() && section.entry("max_epochs").isEmpty() ? 1 : usualMinimum(most);
                yield section.made(
                        () -> new AshaPruner(section.whole("min_epochs", least), most, section.whole("eta", 3)));
            }
            case "hyperband" -> {
                if (epochs.isEmpty() && !section.need("max_epochs", "needs max_epochs: how long a trial may run")) {
                    yield Optional.empty();
                }
                int most = section.whole("max_epochs", epochs.orElse(1));
                yield section.made(() -> new HyperbandPruner(
                        section.whole("min_epochs", usualMinimum(most)), most, section.whole("eta", 3)));
            }
            case "bands" -> bands();
            case "median" ->
                section.made(() -> new MedianPruner(
                        section.whole("startup", 5), section.whole("warmup", 0), section.whole("interval", 1)));
            case "patience" ->
                section.need("patience", "needs patience, in epochs")
                        ? section.made(() -> new PatiencePruner(section.whole("patience", 1), real("min_delta", 0)))
                        : Optional.empty();
            default -> threshold(goal);
        };
    }

    /// A ninth of the epochs: on 200 trials of DeepFM with 30 epochs, ASHA that compares after 1 epoch keeps worse
    /// trials than no pruner at equal epochs, after 3 better ones.
    private static int usualMinimum(int maxEpochs) {
        return Math.max(1, Math.round(maxEpochs / 9f));
    }

    /// A warning for the user if the pruner compares trials early.
    static Optional<String> warning(Pruning pruning) {
        return switch (pruning.pruner()) {
            case AshaPruner(int min, int max, int _) when max < Integer.MAX_VALUE -> early(pruning.name(), min, max);
            case HyperbandPruner(int min, int max, int _) -> early(pruning.name(), min, max);
            default -> Optional.empty();
        };
    }

    private static Optional<String> early(String name, int min, int max) {
        return min >= usualMinimum(max)
                ? Optional.empty()
                : Optional.of("%s first compares trials after %d of %d epochs, when ranks often mislead; %d is usual"
                        .formatted(name, min, max, usualMinimum(max)));
    }

    private Optional<Pruner> bands() {
        if (!section.need("bands", "needs bands: after which epochs, as [3, 9]")) {
            return Optional.empty();
        }
        Optional<Value> written = section.value("bands", SettingType.Plain.INTS);
        boolean strict = section.value("strict", SettingType.Plain.TRUTH)
                .map(value -> value.equals(new Value.Bool(true)))
                .orElse(false);
        return written.map(value -> ((Value.Items) value)
                        .values().stream()
                                .map(band -> Math.toIntExact(((Value.Int) band).value()))
                                .toList())
                .flatMap(bands -> section.made(() -> new BandPruner(bands, real("eta", 3), strict)));
    }

    private Optional<Pruner> threshold(Goal goal) {
        if (section.entry("lower").isEmpty() && section.entry("upper").isEmpty()) {
            section.problem("needs lower, upper or both");
            return Optional.empty();
        }
        double lower = real("lower", Double.NEGATIVE_INFINITY);
        double upper = real("upper", Double.POSITIVE_INFINITY);
        return section.made(() -> switch (goal) {
            case MINIMIZE -> new ThresholdPruner(lower, upper, section.whole("warmup", 0));
            case MAXIMIZE -> new ThresholdPruner(-upper, -lower, section.whole("warmup", 0));
        });
    }

    private double real(String key, double standard) {
        return section.value(key, SettingType.Plain.REAL)
                .map(value -> ((Value.Real) value).value())
                .orElse(standard);
    }
}
