package ctrsweep.config;

import ctrsweep.space.Value;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/// Reads `objective`, and makes its metric the one that chooses each trial's best epoch.
final class ObjectiveReader {
    private static final String SETTING = "training.metric";

    private final Section objective;
    private final GivenSettings given;

    ObjectiveReader(Section objective, GivenSettings given) {
        this.objective = objective;
        this.given = given;
    }

    /// A metric that the spec leaves out is the base's own. After problems the result stands in for the right one.
    Objective read() {
        objective.only(List.of("metric", "goal", "target"));
        String name = metric();
        Goal goal = ValidationMetrics.goal(name);
        checkGoal(name, goal);
        steerTraining(name);
        return new Objective(new Metric("val", name), goal, target());
    }

    /// Without the split.
    private String metric() {
        String fallback = given.value(SETTING)
                .map(Value::toString)
                .orElse(Experiment.DEFAULTS.training().metric());
        Optional<String> written = objective.text("metric");
        if (written.isEmpty()) {
            return fallback;
        }
        List<String> valid = ValidationMetrics.names(rankingKs()).stream()
                .map(name -> "val." + name)
                .toList();
        String metric = written.get();
        if (metric.startsWith("test.")) {
            objective.valid("metric", false, "the test split never guides a choice; use val." + metric.substring(5));
            return fallback;
        }
        return objective.valid("metric", valid.contains(metric), "no such metric: " + metric + hint(metric, valid))
                ? metric.substring("val.".length())
                : fallback;
    }

    private static String hint(String metric, List<String> valid) {
        return valid.contains("val." + metric) ? "; did you mean val." + metric + "?" : Nearest.hint(metric, valid);
    }

    private List<Integer> rankingKs() {
        return given.value("training.ranking_ks")
                .map(value -> ((Value.Items) value)
                        .values().stream()
                                .map(k -> Math.toIntExact(((Value.Int) k).value()))
                                .toList())
                .orElse(Experiment.DEFAULTS.training().rankingKs());
    }

    private void checkGoal(String metric, Goal direction) {
        String right = direction.name().toLowerCase(Locale.ROOT);
        objective.text("goal").ifPresent(goal -> {
            if (objective.valid(
                    "goal",
                    List.of("maximize", "minimize").contains(goal),
                    "no such goal: " + goal + Nearest.hint(goal, List.of("maximize", "minimize")))) {
                objective.valid(
                        "goal", goal.equals(right), "must be " + right + ": that is how val." + metric + " improves");
            }
        });
    }

    private OptionalDouble target() {
        return objective
                .value("target", SettingType.Plain.REAL)
                .map(value -> OptionalDouble.of(((Value.Real) value).value()))
                .orElseGet(OptionalDouble::empty);
    }

    private void steerTraining(String metric) {
        Value value = new Value.Text(metric);
        boolean contradicted =
                given.overriddenBy(SETTING).isPresent() && !given.value(SETTING).equals(Optional.of(value));
        if (contradicted) {
            given.problem(SETTING, "must be " + metric + ", or be left out: the objective chooses the best epochs");
        }
        Place place =
                objective.entry("metric").map(entry -> entry.tree().place()).orElse(objective.place());
        given.put("objective.metric", SETTING, new Tree.Entry(place, new Tree.Leaf(place, value)));
    }
}
