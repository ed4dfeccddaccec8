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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/// Reads `pruner`: a name, or `{name: asha, min_epochs: 2, eta: 3}`.
final class PrunerReader {
    private static final Map<String, List<String>> KEYS = Map.of(
            "asha", List.of("min_epochs", "max_epochs", "eta"),
            "bands", List.of("bands", "eta", "strict"),
            "hyperband", List.of("min_epochs", "max_epochs", "eta"),
            "median", List.of("startup", "warmup", "interval"),
            "patience", List.of("patience", "min_delta"),
            "threshold", List.of("lower", "upper", "warmup"));

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
        if (section.entry("name").isEmpty()) {
            section.problems().add(section.place(), section.label(), "needs name, as asha");
        }
        return name;
    }

    private Optional<Pruning> named(Section named, String name) {
        List<String> keys = KEYS.get(name);
        if (keys == null) {
            named.valid(
                    nameKey,
                    false,
                    "no such pruner: " + name
                            + NearestName.hint(
                                    name, KEYS.keySet().stream().sorted().toList()));
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
                yield made(() -> new AshaPruner(section.whole("min_epochs", 1), most, section.whole("eta", 3)));
            }
            case "hyperband" -> {
                if (section.entry("max_epochs").isEmpty() && epochs.isEmpty()) {
                    section.problems()
                            .add(section.place(), section.label(), "needs max_epochs: how long a trial may run");
                    yield Optional.empty();
                }
                int most = section.whole("max_epochs", epochs.orElse(1));
                yield made(() -> new HyperbandPruner(section.whole("min_epochs", 1), most, section.whole("eta", 3)));
            }
            case "bands" -> bands();
            case "median" ->
                made(() -> new MedianPruner(
                        section.whole("startup", 5), section.whole("warmup", 0), section.whole("interval", 1)));
            case "patience" -> {
                if (section.entry("patience").isEmpty()) {
                    section.problems().add(section.place(), section.label(), "needs patience, in epochs");
                    yield Optional.empty();
                }
                yield made(() -> new PatiencePruner(section.whole("patience", 1), real("min_delta", 0)));
            }
            default -> threshold(goal);
        };
    }

    private Optional<Pruner> bands() {
        if (section.entry("bands").isEmpty()) {
            section.problems().add(section.place(), section.label(), "needs bands: after which epochs, as [3, 9]");
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
                .flatMap(bands -> made(() -> new BandPruner(bands, real("eta", 3), strict)));
    }

    private Optional<Pruner> threshold(Goal goal) {
        if (section.entry("lower").isEmpty() && section.entry("upper").isEmpty()) {
            section.problems().add(section.place(), section.label(), "needs lower, upper or both");
            return Optional.empty();
        }
        double lower = real("lower", Double.NEGATIVE_INFINITY);
        double upper = real("upper", Double.POSITIVE_INFINITY);
        return made(() -> switch (goal) {
            case MINIMIZE -> new ThresholdPruner(lower, upper, section.whole("warmup", 0));
            case MAXIMIZE -> new ThresholdPruner(-upper, -lower, section.whole("warmup", 0));
        });
    }

    private Optional<Pruner> made(Supplier<Pruner> make) {
        try {
            return Optional.of(make.get());
        } catch (IllegalArgumentException e) {
            section.problems().add(section.place(), section.label(), String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private double real(String key, double standard) {
        return section.value(key, SettingType.Plain.REAL)
                .map(value -> ((Value.Real) value).value())
                .orElse(standard);
    }
}
