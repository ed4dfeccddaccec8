package ctrsweep.config;

import ctrsweep.metric.Goal;
import ctrsweep.metric.Metric;
import ctrsweep.metric.ValidationMetrics;
import ctrsweep.settings.Experiment;
import ctrsweep.settings.SettingType;
import ctrsweep.space.Value;
import ctrsweep.text.NearestName;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/// Reads `objective`, and makes its metric the one that chooses each trial's best epoch.
final class ObjectiveReader {
    private static final String SETTING = "training.metric";
    private static final List<String> GOALS = List.of("maximize", "minimize");

    private final Section objective;

    ObjectiveReader(Section objective) {
        this.objective = objective;
        objective.only(List.of("metric", "goal", "target"));
    }

    /// Reads the objective of the shared trainer. A metric that the spec leaves out is the base's own. After
    /// problems the result stands in for the right one.
    Objective ofTrainer(GivenSettings given, MetricNames.OfTrainer names) {
        Optional<String> known = metric(given, names);
        String name = known.orElse(Experiment.DEFAULTS.training().metric());
        Goal goal = ValidationMetrics.goal(name);
        goal().filter(written -> known.isPresent())
                .ifPresent(written -> objective.valid(
                        "goal", written == goal, "must be " + word(goal) + ": that is how val." + name + " improves"));
        steerTraining(name, given);
        return new Objective(new Metric("val", name), goal, target());
    }

    /// Reads the objective of a program: only the spec knows what it prints, and which way is better.
    Objective ofProgram(MetricNames.OfProgram names) {
        Optional<Metric> metric = objective.text("metric").flatMap(name -> names.recorded(objective, "metric", name));
        objective.need("metric", "needs metric, as val.auc");
        Optional<Goal> goal = goal();
        objective.need("goal", "needs goal: maximize or minimize");
        return new Objective(metric.orElse(new Metric("val", "loss")), goal.orElse(Goal.MINIMIZE), target());
    }

    /// Reads an objective of the shared trainer after the first: a metric that is recorded after each epoch, or a
    /// [TrialFigure].
    Objective otherOfTrainer(MetricNames.OfTrainer names) {
        Metric metric = other(TrialFigure.NAMES, name -> names.recorded(objective, "metric", name));
        Goal goal = metric.split().equals(TrialFigure.SPLIT) ? Goal.MINIMIZE : ValidationMetrics.goal(metric.name());
        goal().ifPresent(written ->
                objective.valid("goal", written == goal, "must be " + word(goal) + ": that is how it improves"));
        return new Objective(metric, goal, OptionalDouble.empty());
    }

    /// Reads an objective of a program after the first: what it prints, or its time.
    Objective otherOfProgram(MetricNames.OfProgram names) {
        Metric metric = other(List.of(TrialFigure.SECONDS), name -> names.recorded(objective, "metric", name));
        Optional<Goal> goal = goal();
        if (metric.split().equals(TrialFigure.SPLIT)) {
            objective.valid("goal", !goal.equals(Optional.of(Goal.MAXIMIZE)), "must be minimize: less time is better");
        } else {
            objective.need("goal", "needs goal, as {metric: %s, goal: minimize}".formatted(metric));
        }
        return new Objective(metric, goal.orElse(Goal.MINIMIZE), OptionalDouble.empty());
    }

    /// @param figures the figures of a trial that may be meant
    private Metric other(List<String> figures, Function<String, Optional<Metric>> recorded) {
        objective.need("metric", "needs metric, as val.auc or seconds");
        objective.valid(
                "target",
                objective.entry("target").isEmpty(),
                "does not go with objectives: the budget ends the sweep");
        return objective
                .text("metric")
                .flatMap(name -> figures.contains(name) ? Optional.of(TrialFigure.of(name)) : recorded.apply(name))
                .orElse(new Metric("val", "loss"));
    }

    /// Without the split; empty after problems.
    private Optional<String> metric(GivenSettings given, MetricNames.OfTrainer names) {
        String fallback = given.value(SETTING)
                .map(Value::toString)
                .orElse(Experiment.DEFAULTS.training().metric());
        Optional<String> written = objective.text("metric");
        if (written.isEmpty()) {
            return Optional.of(fallback);
        }
        List<String> valid = names.ofValidation();
        String metric = written.get();
        if (metric.startsWith("test.")) {
            objective.valid("metric", false, "the test split never guides a choice; use val." + metric.substring(5));
            return Optional.empty();
        }
        return objective.valid(
                        "metric",
                        valid.contains(metric),
                        "no such metric: " + metric + MetricNames.OfTrainer.hint(metric, valid))
                ? Optional.of(metric.substring("val.".length()))
                : Optional.empty();
    }

    private Optional<Goal> goal() {
        return objective
                .text("goal")
                .filter(goal -> objective.valid(
                        "goal", GOALS.contains(goal), "no such goal: " + goal + NearestName.hint(goal, GOALS)))
                .map(goal -> Goal.valueOf(goal.toUpperCase(Locale.ROOT)));
    }

    private static String word(Goal goal) {
        return goal.name().toLowerCase(Locale.ROOT);
    }

    private OptionalDouble target() {
        return objective
                .value("target", SettingType.Plain.REAL)
                .map(value -> OptionalDouble.of(((Value.Real) value).value()))
                .orElseGet(OptionalDouble::empty);
    }

    private void steerTraining(String metric, GivenSettings given) {
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
